"""Asking watched sources for news, by the rules of ``wire.watching``."""
