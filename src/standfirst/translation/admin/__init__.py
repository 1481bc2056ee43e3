"""The translation desk in the admin."""
