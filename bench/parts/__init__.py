"""What measurements share: made corpora, and sites to compare with."""
