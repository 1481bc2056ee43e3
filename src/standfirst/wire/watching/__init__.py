"""When a source is asked, and what follows from its answer: decisions without Django, network or clock."""
