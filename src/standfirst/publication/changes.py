"""Which keys the records of this room change.

``menu`` and ``publication`` are in every page's keys, so they change only when what every page shows did:
a new topic or a standing page's new text touches no masthead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Locale, Page
from wagtail.signals import post_page_move

from standfirst.keys.changes import changed, declare
from standfirst.publication import models as room
from standfirst.publication.former import Address, remember

_STANDING = ("title", "slug", "live", "role", "locale_id")
_HOME = ("live", "locale_id")
_SECTION = ("slug", "name", "parent_id", "sort_order")
_TOPIC = ("slug", "name", "covered_from", "covered_until")


def connect() -> None:
    """Connect the signals of this room's records."""
    declare(room.Publication, lambda _: ("publication",))
    declare(room.Partner, lambda _: ("publication",))
    declare(room.FollowLink, lambda _: ("publication",))
    declare(Locale, lambda _: ("publication",))
    declare(room.MenuItem, lambda _: ("menu",))
    declare(room.Section, lambda section: (f"section:{section.uid}",))
    declare(room.Topic, lambda topic: (f"topic:{topic.uid}",))
    declare(room.StandingPage, lambda page: (f"standing:{page.uid}",))
    declare(room.HomePage, lambda home: (f"home:{home.locale.language_code}",))
    _face(room.Section, _SECTION, "menu")
    _face(room.StandingPage, _STANDING, "menu")
    _face(room.HomePage, _HOME, "publication")
    _face(room.Topic, _TOPIC, "menu", shows=_in_menu)
    remember(room.Section, lambda section: Address("sections", "", section.slug))
    remember(room.Topic, lambda topic: Address("topics", "", topic.slug))
    remember(room.StandingPage, _standing_address)
    post_page_move.connect(_moved, dispatch_uid="publication-moved")
    post_save.connect(_locale_added, sender=Locale, dispatch_uid="publication-locale")


def _standing_address(page: Any) -> Address | None:
    return Address("standing", page.locale.language_code, page.slug) if page.live else None


def _in_menu(topic: Any) -> bool:
    if topic.covered_from or topic.covered_until:
        return True
    return topic.pk is not None and room.MenuItem.objects.filter(topic_id=topic.pk).exists()


def _face(
    model: type[models.Model],
    fields: tuple[str, ...],
    key: str,
    shows: Callable[[Any], bool] = lambda _: True,
) -> None:
    """Change ``key`` when one of ``fields`` of a shown record changes, and when one comes or goes."""

    def face(instance: Any) -> tuple[Any, ...] | None:
        return tuple(getattr(instance, field) for field in fields) if shows(instance) else None

    def before(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **_: Any) -> None:
        # A draft is saved with the new title in memory and only its revision's fields in the row.
        untouched = update_fields is not None and not {f.removesuffix("_id") for f in fields} & {
            f.removesuffix("_id") for f in update_fields
        }
        instance._face_changed = not raw and not untouched and _stored(instance) != face(instance)

    def _stored(instance: Any) -> tuple[Any, ...] | None:
        row = model._default_manager.filter(pk=instance.pk).first() if instance.pk else None
        return face(row) if row is not None else None

    def after(sender: Any, instance: Any, **_: Any) -> None:
        if getattr(instance, "_face_changed", False):
            changed(key)

    def gone(sender: Any, instance: Any, **_: Any) -> None:
        if shows(instance):
            changed(key)

    label = model._meta.label
    pre_save.connect(before, sender=model, weak=False, dispatch_uid=f"face-before-{label}")
    post_save.connect(after, sender=model, weak=False, dispatch_uid=f"face-after-{label}")
    post_delete.connect(gone, sender=model, weak=False, dispatch_uid=f"face-gone-{label}")


def _moved(sender: Any, instance: Page, **_: Any) -> None:
    page = instance.specific
    if isinstance(page, room.HomePage):
        changed("publication")
    elif isinstance(page, room.StandingPage):
        changed("menu")


def _locale_added(sender: Any, instance: Locale, created: bool, raw: bool = False, **_: Any) -> None:
    from standfirst.publication.actions import complete_tree

    # Wagtail's own page for locales adds just the record; a language of ours has a tree.
    if created and not raw and room.HomePage.objects.exists():
        complete_tree(instance)
