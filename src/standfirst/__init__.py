"""A news digest whose every line can show its source."""

__version__ = "0.1.0"
