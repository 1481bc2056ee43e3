from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.readers.models import DisplayPreferences


class PreferencesForm(forms.ModelForm[DisplayPreferences]):
    class Meta:
        model = DisplayPreferences
        fields = ("text_size", "colours")
        widgets = {"text_size": forms.RadioSelect, "colours": forms.RadioSelect}


class DeleteAccountForm(forms.Form):
    """Asks once more; the password was asked before this page opened."""

    sure = forms.BooleanField(label=_("Yes, delete my account and everything kept with it."))
