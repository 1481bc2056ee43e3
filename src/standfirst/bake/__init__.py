"""Renders, writes and verifies documents: the public site as a folder of files."""
