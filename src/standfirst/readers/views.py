"""Lists and preferences of a reader. Documents link here; the forms are on these pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView, UpdateView

from standfirst.publication.device import (
    CONSENT_COOKIE,
    CONSENT_SECONDS,
    consent_answer,
    stored_on_device,
)
from standfirst.publication.models import Topic
from standfirst.publication.reading import publication, shell
from standfirst.publication.values import ConsentNotice
from standfirst.readers import actions, reading
from standfirst.readers.forms import PreferencesForm
from standfirst.readers.languages import app_language
from standfirst.readers.models import DisplayPreferences, FollowedTopic, SavedStory, User
from standfirst.stories.models import Story

_UID_LENGTH = 64


def signed_in_user(request: HttpRequest) -> User:
    """Return the user behind ``LoginRequiredMixin``, which let nobody else through."""
    assert isinstance(request.user, User)
    return request.user


def _uid(request: HttpRequest, name: str) -> str:
    value = (request.POST if request.method == "POST" else request.GET).get(name, "")
    if not value or len(value) > _UID_LENGTH or "\x00" in value:
        raise Http404
    return value


class SavedList(LoginRequiredMixin, TemplateView):
    """The reader's list."""

    template_name = "readers/saved.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the saved stories."""
        return super().get_context_data(saved=reading.saved_stories(signed_in_user(self.request)), **kwargs)


class SaveStory(LoginRequiredMixin, View):
    """GET asks, POST saves. Only a story that anybody may read."""

    def _story(self, request: HttpRequest) -> Story:
        story = reading.public_stories().filter(uid=_uid(request, "story")).first()
        if story is None:
            raise Http404
        return story

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        story = self._story(request)
        already = SavedStory.objects.filter(user=signed_in_user(request), story=story).exists()
        return render(request, "readers/save.html", {"story": story, "already": already})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save the story and show the list."""
        actions.save_story(signed_in_user(request), self._story(request))
        messages.success(request, _("The story is on your list."))
        return redirect("saved")


class ForgetStory(LoginRequiredMixin, View):
    """Takes a story off the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remove it and show the list."""
        actions.forget_story(signed_in_user(request), _uid(request, "story"))
        messages.success(request, _("The story is no longer on your list."))
        return redirect("saved")


class Follow(LoginRequiredMixin, View):
    """The followed topics; with ``?topic=`` the form that adds one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list and, where a topic is named, its form."""
        language = app_language()
        asked = self._topic(request) if "topic" in request.GET else None
        context = {
            "followed": reading.followed_topics(signed_in_user(request), language),
            "topic": asked,
            "topic_name": reading.topic_name(asked, language) if asked else "",
            "already": FollowedTopic.objects.filter(user=signed_in_user(request), topic=asked).exists(),
        }
        return render(request, "readers/follow.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Follow the topic."""
        actions.follow_topic(signed_in_user(request), self._topic(request))
        messages.success(request, _("You follow the topic now."))
        return redirect("follow")

    def _topic(self, request: HttpRequest) -> Topic:
        topic = Topic.objects.filter(uid=_uid(request, "topic")).first()
        if topic is None:
            raise Http404
        return topic


class Unfollow(LoginRequiredMixin, View):
    """Stops following a topic."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remove it and show the list."""
        actions.unfollow_topic(signed_in_user(request), _uid(request, "topic"))
        messages.success(request, _("You no longer follow the topic."))
        return redirect("follow")


class Preferences(LoginRequiredMixin, UpdateView[DisplayPreferences, PreferencesForm]):
    """How pages look, kept with the account; and what is stored on the device."""

    form_class = PreferencesForm
    template_name = "readers/preferences.html"

    def get_object(self, queryset: Any = None) -> DisplayPreferences:
        """Return the reader's preferences, made on first use."""
        return DisplayPreferences.objects.filter(
            user=signed_in_user(self.request)
        ).first() or DisplayPreferences(user=signed_in_user(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what may be stored on the device, and whether the preferences were just kept."""
        asks = bool(publication().consent_purposes)
        stored = stored_on_device(app_language(), asks_consent=asks)
        return super().get_context_data(stored=stored, kept="kept" in self.request.GET, **kwargs)

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        """Keep them and say so."""
        form.save()
        messages.success(self.request, _("Your preferences are kept."))
        return redirect(f"{reverse('preferences')}?kept")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old (Django's ``CSRF_FAILURE_VIEW``): nothing was done."""
    return render(request, "readers/stale.html", status=403)


class Consent(View):
    """The consent notice for browsers that run no scripts; the theme's script asks the same on public pages."""

    def _notice(self) -> ConsentNotice:
        notice = shell(app_language(), timezone.now()).consent
        if notice is None:
            raise Http404
        return notice

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask, and say what was answered before."""
        notice = self._notice()
        answer = consent_answer(request.COOKIES.get(CONSENT_COOKIE, ""), notice.version)
        return render(request, "readers/consent.html", {"notice": notice, "answer": answer})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the answer on the device, with the version of the text it was given to."""
        value = f"{self._notice().version}:{request.POST.get('answer', '')}"
        if not consent_answer(value, self._notice().version):
            return self.get(request)
        messages.success(request, _("Your answer is kept."))
        response = redirect("consent")
        # Read by the theme's script, too: no HttpOnly.
        response.set_cookie(
            CONSENT_COOKIE, value, max_age=CONSENT_SECONDS, samesite="Lax", secure=request.is_secure()
        )
        return response
