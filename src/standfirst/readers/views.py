"""Lists and preferences of a reader. Documents link here; the forms are on these pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView, UpdateView

from standfirst.publication.models import Topic
from standfirst.readers import actions, reading
from standfirst.readers.forms import PreferencesForm
from standfirst.readers.languages import app_language
from standfirst.readers.models import DisplayPreferences, FollowedTopic, SavedStory
from standfirst.readers.storage import storage_list
from standfirst.stories.models import Story

_UID_LENGTH = 64


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
        return super().get_context_data(saved=reading.saved_stories(self.request.user), **kwargs)


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
        already = SavedStory.objects.filter(user=request.user, story=story).exists()
        return render(request, "readers/save.html", {"story": story, "already": already})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save the story and show the list."""
        actions.save_story(request.user, self._story(request))
        messages.success(request, _("The story is on your list."))
        return redirect("saved")


class ForgetStory(LoginRequiredMixin, View):
    """Takes a story off the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remove it and show the list."""
        actions.forget_story(request.user, _uid(request, "story"))
        messages.success(request, _("The story is no longer on your list."))
        return redirect("saved")


class Follow(LoginRequiredMixin, View):
    """The followed topics; with ``?topic=`` the form that adds one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list and, where a topic is named, its form."""
        language = app_language()
        asked = self._topic(request) if "topic" in request.GET else None
        context = {
            "followed": reading.followed_topics(request.user, language),
            "topic": asked,
            "topic_name": reading.topic_name(asked, language) if asked else "",
            "already": FollowedTopic.objects.filter(user=request.user, topic=asked).exists(),
        }
        return render(request, "readers/follow.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Follow the topic."""
        actions.follow_topic(request.user, self._topic(request))
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
        actions.unfollow_topic(request.user, _uid(request, "topic"))
        messages.success(request, _("You no longer follow the topic."))
        return redirect("follow")


class Preferences(LoginRequiredMixin, UpdateView[DisplayPreferences, PreferencesForm]):
    """How pages look, kept with the account; and what is stored on the device."""

    form_class = PreferencesForm
    template_name = "readers/preferences.html"

    def get_object(self, queryset: Any = None) -> DisplayPreferences:
        """Return the reader's preferences, made on first use."""
        return DisplayPreferences.objects.filter(user=self.request.user).first() or DisplayPreferences(
            user=self.request.user
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is stored on the device."""
        return super().get_context_data(stored=storage_list(app_language()), **kwargs)

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        """Keep them and say so."""
        form.save()
        messages.success(self.request, _("Your preferences are kept."))
        return redirect("preferences")
