"""Originals after we have published from them: what counts as a change of a page, and when it is looked at. No Django."""
