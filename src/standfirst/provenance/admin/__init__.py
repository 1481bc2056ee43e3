"""Agents, originals, permissions and sources in the admin."""
