"""Wagtail's users, in our words: an e-mail address, a name, roles, and a way out of a lost second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm as WagtailCreationForm
from wagtail.users.forms import UserEditForm as WagtailEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from standfirst.readers.actions import reset_second_factor
from standfirst.readers.models import User


def _keep_address(user: User) -> None:
    """Make the sign-in address follow the user's; a new one must be confirmed by mail at the next sign-in."""
    if not EmailAddress.objects.filter(user=user, email__iexact=user.email).exists():
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=user.email.lower(), primary=True, verified=False)


class UserCreationForm(WagtailCreationForm):
    """A new user. Without a password they set one by “lost password”."""

    def save(self, commit: bool = True) -> User:
        """Save the user and the address to confirm."""
        if not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        user: User = super().save(commit=commit)
        if commit:
            _keep_address(user)
        return user


class UserEditForm(WagtailEditForm):
    """A user, with the reset of a lost second factor where there is one."""

    reset_factor = forms.BooleanField(
        label=_("Remove the second factor"),
        required=False,
        help_text=_("For somebody who lost it. They are signed out everywhere and enrol again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        editing_self = kwargs.get("editing_self", False)
        super().__init__(*args, **kwargs)
        if editing_self or not is_mfa_enabled(self.instance):
            del self.fields["reset_factor"]

    def save(self, commit: bool = True) -> User:
        """Save the user; remove the second factor where asked."""
        user: User = super().save(commit=commit)
        if commit:
            _keep_address(user)
            if self.cleaned_data.get("reset_factor"):
                reset_second_factor(user)
        return user


class UserViewSet(WagtailUserViewSet):
    """Wagtail's views with our forms."""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        """Return the form for a new or an existing user."""
        return UserEditForm if for_update else UserCreationForm
