"""What account pages show, and what a reader may take along."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from wagtail.users.models import UserProfile

from standfirst.publication.models import Topic
from standfirst.publication.text import text_in
from standfirst.readers.models import DisplayPreferences, FollowedTopic, SavedStory, User
from standfirst.stories.models import Story
from standfirst.wire.models import Watch


def public_stories() -> QuerySet[Story]:
    """Return the stories that anybody may read."""
    return Story.objects.filter(live=True, withdrawn="").select_related("locale")


def saved_stories(user: User) -> list[tuple[SavedStory, str, str]]:
    """Return ``(record, headline, path)`` of a reader's list, newest first. Withdrawn stories keep only an address."""
    records = SavedStory.objects.filter(user=user).select_related("story__locale")
    return [
        (record, record.story.title if is_public(record.story) else "", record.story.public_path() or "")
        for record in records
    ]


def is_public(story: Story) -> bool:
    """Return whether anybody may read ``story``."""
    return bool(story.live and not story.withdrawn)


def topic_name(topic: Topic, language: str) -> str:
    """Return the topic's name in ``language``, else in the one it has."""
    return text_in(topic.name, language) or str(topic)


def followed_topics(user: User, language: str) -> list[tuple[FollowedTopic, str, str]]:
    """Return ``(record, name, path)`` of what a reader follows."""
    records = FollowedTopic.objects.filter(user=user).select_related("topic")
    return [
        (record, topic_name(record.topic, language), f"/{language}/topics/{record.topic.slug}/")
        for record in records
    ]


def display_of(user: User) -> dict[str, str]:
    """Return ``size`` and ``scheme`` as the theme's style sheet names them; empty for what is usual."""
    chosen = DisplayPreferences.objects.filter(user=user).first() or DisplayPreferences(user=user)
    usual = {DisplayPreferences.TextSize.NORMAL, DisplayPreferences.Colours.DEVICE}
    return {
        name: "" if value in usual else str(value)
        for name, value in (("size", chosen.text_size), ("scheme", chosen.colours))
    }


def everything_about(user: User) -> dict[str, Any]:
    """Return all that is kept about a reader, for JSON. Secrets (password, keys, codes) are named, not given."""
    shown = DisplayPreferences.objects.filter(user=user).first() or DisplayPreferences(user=user)
    return {
        "account": {
            "uid": user.uid,
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "joined": user.date_joined.isoformat(),
            "last_sign_in": user.last_login.isoformat() if user.last_login else None,
            "editor": user.is_staff,
            "groups": sorted(user.groups.values_list("name", flat=True)),
        },
        "email_addresses": list(
            EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")
        ),
        "second_factors": [
            {
                "type": factor.type,
                "added": factor.created_at.isoformat(),
                "last_used": factor.last_used_at.isoformat() if factor.last_used_at else None,
            }
            for factor in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        "saved_stories": [
            {"story": record.story.uid, "headline": title, "path": path, "saved": record.saved_at.isoformat()}
            for record, title, path in saved_stories(user)
        ],
        "followed_topics": [
            {
                "topic": record.topic.uid,
                "name": record.topic.name,
                "followed": record.followed_at.isoformat(),
            }
            for record in FollowedTopic.objects.filter(user=user).select_related("topic")
        ],
        "display_preferences": {"text_size": shown.text_size, "colours": shown.colours},
        "admin_profile": _admin_profile(user),
        "saved_watches": [
            _watch(each) for each in Watch.objects.filter(owner=user).prefetch_related("outlets")
        ],
    }


def _watch(watch: Watch) -> dict[str, Any]:
    """Return what an editor wants to be told of; that there is a feed, not its address."""
    said = {name: getattr(watch, name) for name in ("name", "words", "places", "languages", "mail", "active")}
    outlets = [each.uid for each in watch.outlets.all()]
    return said | {"outlets": outlets, "feed": bool(watch.feed_token)}


def _admin_profile(user: User) -> dict[str, Any]:
    """Return how an editor has set up the admin; empty for a reader, who has nothing of the kind."""
    profile = UserProfile.objects.filter(user=user).values().first() or {}
    return {name: value for name, value in profile.items() if name not in {"id", "user_id"}}
