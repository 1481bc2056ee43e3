"""A whole publication as a folder of files, and back: everything but accounts, secrets and what can be made again."""
