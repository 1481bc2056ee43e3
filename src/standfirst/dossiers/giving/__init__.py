"""A dossier given away in the forms that others read; free of Django, like the reckoning."""

from .forms import FORMS, Form, give

__all__ = ["FORMS", "Form", "give"]
