"""The one door: ``standfirst <command>``."""

from standfirst.cli.main import main

__all__ = ["main"]
