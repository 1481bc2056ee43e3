"""The account itself: overview, my data, deletion."""

from __future__ import annotations

import json

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import TemplateView

from standfirst.readers import actions, reading
from standfirst.readers.forms import DeleteAccountForm
from standfirst.readers.languages import app_language


class Account(LoginRequiredMixin, TemplateView):
    """What can be done with the account."""

    template_name = "readers/account.html"


class MyData(LoginRequiredMixin, TemplateView):
    """Download or delete."""

    template_name = "readers/data.html"


class Download(LoginRequiredMixin, View):
    """Everything kept about the reader, as a JSON file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send the file."""
        body = json.dumps(reading.everything_about(request.user), ensure_ascii=False, indent=2)
        return HttpResponse(
            body,
            content_type="application/json; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
        )


@method_decorator(reauthentication_required(allow_get=False), name="dispatch")
class Delete(LoginRequiredMixin, View):
    """Deletes the account, after the password (or a second factor) and a clear yes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask."""
        return render(request, "readers/delete.html", {"form": DeleteAccountForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Delete, or say why not."""
        form = DeleteAccountForm(request.POST)
        if form.is_valid():
            try:
                actions.delete_account(request.user)
            except actions.Refused as refused:
                for reason in refused.reasons:
                    form.add_error(None, reason)
            else:
                logout(request)
                return redirect(f"/{app_language()}/")
        return render(request, "readers/delete.html", {"form": form}, status=400)
