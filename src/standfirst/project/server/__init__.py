"""Serving a publication: web, background work and schedule in one process (docs/decisions/0005)."""
