"""What a page said waits for an editor's word before it is published: confirming, correcting, taking back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.provenance.models import Original
from standfirst.stories.actions import Refused
from standfirst.stories.models import Story
from standfirst.wire.actions.drafts import credit_authors, draft_of, with_text
from standfirst.wire.models import FIELDS, Intake

OF_THE_ORIGINAL = ("title", "authors", "date", "language", "outlet", "licence", "url")


@transaction.atomic
def confirm(intake: Intake, names: Iterable[str], *, user: Any = None) -> Intake:
    """Note that an editor has looked at these fields of the original and story, and found or made them right.

    Confirmed authors of a translation or reprint are credited on the draft.

    Raises:
        KeyError: there is no such field.
        Refused: a value that must be known isn't.
    """
    intake = _locked(intake)
    wanted = [name for name in dict.fromkeys(names) if not intake.fields[name]["confirmed"]]
    if "language" in wanted and intake.original.language == "und":
        raise Refused([_("The original's language isn't known. Say which it is, such as en or ru.")])
    for name in wanted:
        intake.fields[name] |= {
            "confirmed": True,
            "by": user.pk if user else None,
            "at": timezone.now().isoformat(timespec="seconds"),
        }
    _save(intake, "standfirst.confirm", wanted, user)
    if "authors" in wanted:
        credit_authors(intake, user=user)
    return intake


@transaction.atomic
def take_back(intake: Intake, names: Iterable[str], *, user: Any = None) -> Intake:
    """Take back the confirmation of these fields.

    Raises:
        KeyError: there is no such field.
        Refused: readers have the story already.
    """
    intake = _locked(intake)
    _refuse_published(intake)
    wanted = [name for name in dict.fromkeys(names) if intake.fields[name]["confirmed"]]
    for name in wanted:
        intake.fields[name]["confirmed"] = False
    _save(intake, "standfirst.unconfirm", wanted, user)
    return intake


@transaction.atomic
def correct(intake: Intake, values: Mapping[str, Any], *, user: Any = None) -> list[str]:
    """Write what an editor says of unconfirmed fields to the original and the draft; return the names of what changed.

    ``values`` are by field, clean: ``outlet`` and ``rights_holder`` agents, ``body`` the exact text,
    ``description`` the draft's standfirst. The draft's headline and body follow where nobody has edited them.

    Raises:
        Refused: readers have the story already, or a field is confirmed.
    """
    intake = _locked(intake)
    before = current(intake)
    changed = [name for name, value in values.items() if before[name] != value]
    if not changed:
        return []
    _refuse_published(intake)
    if confirmed := [name for name in changed if name in intake.fields and intake.fields[name]["confirmed"]]:
        names = ", ".join(str(FIELDS[name]) for name in confirmed)
        raise Refused([_("Confirmed already: %(names)s. Undo that first.") % {"names": names}])
    original = intake.original
    for name in changed:
        if name in OF_THE_ORIGINAL or name == "rights_holder":
            setattr(original, name, values[name])
        if name in intake.fields:
            intake.fields[name]["corrected"] = True
    if "body" in changed:
        original.text = values["body"]
    original.save()
    _follow(intake, before, {name: values[name] for name in changed}, user)
    _save(intake, "standfirst.correct", changed, user)
    return changed


def current(intake: Intake) -> dict[str, Any]:
    """Return the values as they stand, by field; with ``rights_holder``, which pages don't state."""
    original: Original = intake.original
    values: dict[str, Any] = {name: getattr(original, name) for name in (*OF_THE_ORIGINAL, "rights_holder")}
    values["body"] = original.text
    if "description" in intake.fields:
        values["description"] = draft_of(intake).standfirst
    return values


def _follow(intake: Intake, before: Mapping[str, Any], changed: Mapping[str, Any], user: Any) -> None:
    """Bring the draft after what was corrected, where it still said what the page said."""
    if not {"title", "description", "body"} & set(changed):
        return
    draft: Story = draft_of(intake)
    longest = Story._meta.get_field("title").max_length
    if "title" in changed and draft.title == before["title"][:longest]:
        draft.title = changed["title"][:longest]
    if "description" in changed:
        draft.standfirst = changed["description"]
    if "body" in changed:
        draft.body = with_text(draft.body, before["body"], changed["body"])
    draft.save_revision(user=user, log_action=True)


def _locked(intake: Intake) -> Intake:
    found = Intake.objects.select_for_update(of=("self",)).select_related(
        "original__outlet", "original__rights_holder", "story__locale"
    )
    return found.get(pk=intake.pk)


def _refuse_published(intake: Intake) -> None:
    if intake.story.address_year is not None:
        raise Refused(
            [
                _(
                    "Readers have this story. Correct its original under Provenance, and the story by a correction."
                )
            ]
        )


def _save(intake: Intake, action: str, names: list[str], user: Any) -> None:
    if names:
        intake.save(update_fields=["fields"])
        log(instance=intake.story, action=action, user=user, data={"fields": names})
