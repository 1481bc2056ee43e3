"""Dossiers in the admin: every record edited with what follows from it shown first."""
