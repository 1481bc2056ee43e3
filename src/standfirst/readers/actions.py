"""What can be done with accounts."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from standfirst.publication.models import Topic
from standfirst.readers.models import DisplayPreferences, FollowedTopic, SavedStory, User
from standfirst.stories.models import Story


class Refused(Exception):
    """It can't be done; ``reasons`` says why in the reader's words."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@transaction.atomic
def create_editor(
    email: str, password: str, *, groups: Iterable[str] = (), superuser: bool = False, name: str = ""
) -> User:
    """Create and return a user of the admin whose address needs no confirmation.

    ``groups`` are names of ``readers.roles``; a superuser needs none.
    """
    first, _space, last = name.partition(" ")
    user = User.objects.create_user(
        email, password, first_name=first, last_name=last, is_staff=True, is_superuser=superuser
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.set(Group.objects.filter(name__in=list(groups)))
    return user


def save_story(user: User, story: Story) -> SavedStory:
    """Put ``story`` on the reader's list; once is enough."""
    return SavedStory.objects.get_or_create(user=user, story=story)[0]


def forget_story(user: User, story_uid: str) -> None:
    """Take a story off the reader's list."""
    SavedStory.objects.filter(user=user, story__uid=story_uid).delete()


def follow_topic(user: User, topic: Topic) -> FollowedTopic:
    """Follow ``topic``; once is enough."""
    return FollowedTopic.objects.get_or_create(user=user, topic=topic)[0]


def unfollow_topic(user: User, topic_uid: str) -> None:
    """Stop following a topic."""
    FollowedTopic.objects.filter(user=user, topic__uid=topic_uid).delete()


@transaction.atomic
def reset_second_factor(user: User) -> int:
    """Remove every passkey, one-time code and recovery code of ``user`` and end their sessions.

    Returns how many factors were removed. An editor enrols again at the next sign-in.
    """
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    return removed


def end_sessions(user: User) -> None:
    """Sign ``user`` out everywhere."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def keeps_records(user: User) -> bool:
    """Return whether the history of the publication names ``user``."""
    return (
        user.is_superuser
        or Revision.objects.filter(user=user).exists()
        or PageLogEntry.objects.filter(user=user).exists()
        or ModelLogEntry.objects.filter(user=user).exists()
    )


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete a reader with everything kept about them.

    Who did what to a story is the publication's record, not the account's: somebody whom the history names
    keeps a row that says nothing but that ("former editor"), and can't sign in.

    Raises:
        Refused: the last administrator.
    """
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise Refused(_("You are the only administrator. Make somebody else one first."))
    end_sessions(user)
    if not keeps_records(user):
        user.delete()
        return
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SavedStory.objects.filter(user=user).delete()
    FollowedTopic.objects.filter(user=user).delete()
    DisplayPreferences.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"former-{user.uid}@invalid"
    user.first_name, user.last_name = _("Former editor"), ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
