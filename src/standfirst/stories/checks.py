"""What blocks publishing a story, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.media.models import Picture
from standfirst.provenance import licences
from standfirst.provenance.models import Permission
from standfirst.provenance.outlets import Outlets
from standfirst.publication.reading import publication
from standfirst.publication.text import text_in
from standfirst.stories import citing, rendering
from standfirst.stories.copying import MOST_COPIED, copied_share
from standfirst.stories.models import Credit, Story
from standfirst.stories.refusal import Problem
from standfirst.stories.zone import day_of

Check = Callable[[Story, datetime], Iterable[Problem]]
_further: list[Check] = []


def register(check: Check) -> None:
    """Add a check of a room above, such as the wire's. Called from its ``AppConfig.ready``."""
    if check not in _further:
        _further.append(check)


def checks(
    story: Story,
    at: datetime | None = None,
    citations: Sequence[citing.Row] | None = None,
    text: str | None = None,
) -> list[Problem]:
    """Return what blocks publishing ``story`` (as it stands in memory) at ``at``; now, where none is given.

    ``citations`` are those of its body (``citing.found``) with editors' decisions, and ``text`` is the body's
    (``rendering.body_text``), where the caller has them.
    """
    at = at or story.go_live_at or timezone.now()
    text = rendering.body_text(story.body) if text is None else text
    problems = [
        *_form(story, text),
        *_credits(story),
        *_rights(story, at, text),
        *_pictures(story),
        *_citations(story, at, citations),
    ]
    if story.withdrawn == Story.Withdrawn.REMOVED:
        problems.append(
            Problem(
                "removed", "", _("This story was removed for legal reasons and can't be published again.")
            )
        )
    problems += [problem for check in _further for problem in check(story, at)]
    return [*problems, *change_problems(story)]


def _form(story: Story, text: str) -> Iterator[Problem]:
    if not story.title.strip():
        yield Problem("no-headline", "title", _("The headline is missing."))
    if not story.standfirst.strip():
        yield Problem("no-standfirst", "standfirst", _("The standfirst is missing."))
    if story.section_id is None:
        yield Problem("no-section", "section", _("Choose a section."))
    if not text:
        yield Problem("no-body", "body", _("The body is empty."))


def _credits(story: Story) -> Iterator[Problem]:
    roles = {credit.role for credit in story.credits.all()}
    if not roles:
        yield Problem("no-credit", "credits", _("Nobody is credited. Add at least one credit."))
    elif story.origin == Story.Origin.TRANSLATION and Credit.Role.TRANSLATOR not in roles:
        yield Problem("no-translator", "credits", _("Credit the translator."))


def _rights(story: Story, at: datetime, text: str) -> Iterator[Problem]:
    if story.origin == Story.Origin.EXCLUSIVE:
        return
    original, permission = story.original, story.permission
    if original is None:
        yield Problem("no-original", "original", _("Say what this was made from: the original is missing."))
        return
    if permission is not None:
        yield from _permission_fits(story, permission)
    decision = licences.allowed(
        licences.stated_licence(original),
        story.origin,
        non_commercial=publication().non_commercial,
        permission=permission,
        language=story.locale.language_code,
        day=day_of(at),
    )
    for reason in decision.reasons:
        yield Problem("not-allowed", "permission", reason)
    if decision.ok and "unchanged" in decision.conditions and _differs(story, text):
        yield Problem(
            "changed", "body", _("This licence allows an unchanged reprint only. The text differs.")
        )
    if decision.ok and "own-words" in decision.conditions and (share := copied_share(story)) > MOST_COPIED:
        yield Problem(
            "copied",
            "body",
            _(
                "A summary is in our own words, and %(percent)d %% of this are the original's. "
                "Write them anew, or put them into a quotation."
            )
            % {"percent": round(share * 100)},
        )


def _permission_fits(story: Story, permission: Permission) -> Iterator[Problem]:
    original = story.original
    assert original is not None
    holder = original.rights_holder_id or original.outlet_id
    if permission.original_id not in {None, original.pk} or (
        permission.original_id is None and permission.outlet_id != holder
    ):
        yield Problem(
            "other-permission", "permission", _("This permission is for somebody else's originals.")
        )
    wording = permission.credit_wording
    if wording and not text_in(wording, story.locale.language_code):
        yield Problem(
            "no-wording", "permission", _("The permission's required wording has no text in this language.")
        )


def _differs(story: Story, text: str) -> bool:
    original = story.original
    return original is not None and bool(original.text) and original.text.split() != text.split()


def _pictures(story: Story) -> Iterator[Problem]:
    language = story.locale.language_code
    shown: list[tuple[str, Picture]] = []
    if story.lead_picture is not None:
        shown.append(("lead_picture", story.lead_picture))
    for place, stored in enumerate(story.body.raw_data):
        if stored["type"] == "picture" and (picture := story.body[place].value["picture"]) is not None:
            shown.append(("body", picture))
    for field, picture in shown:
        if not picture.is_decorative and not text_in(picture.alternative_text, language):
            yield Problem(
                "no-alternative-text",
                field,
                _("The picture “%(picture)s” has no alternative text in this language.")
                % {"picture": picture.title},
            )
        if not (picture.credit or picture.creator or picture.copyright_notice):
            yield Problem(
                "no-picture-credit",
                field,
                _("The picture “%(picture)s” has no credit.") % {"picture": picture.title},
            )


def _citations(story: Story, at: datetime, found: Sequence[citing.Row] | None) -> Iterator[Problem]:
    if found is None:
        found = rows = citing.found(story, day_of(story.first_published_at or at), Outlets())
        citing.with_decisions(story, rows)
    for row in citing.broken(found):
        yield Problem(
            "broken-citation",
            "body",
            _("“%(raw)s” is cited but can't be understood. Choose its source, or say that it is no citation.")
            % {"raw": row.raw},
        )


def change_problems(story: Story) -> Iterator[Problem]:
    """Yield what is missing to publish a change of a published story: what kind it is, what it says."""
    if story.address_year is None or story.pk is None:
        return
    if story.change_kind in {"update", "correction"} and not story.change_text.strip():
        yield Problem("no-change-text", "change_text", _("Say in a sentence what this change is."))
    if not story.change_kind and text_changed(story):
        yield Problem(
            "no-change-kind", "change_kind", _("Say what this change is: minor, an update or a correction.")
        )


def text_changed(story: Story) -> bool:
    """Tell whether the words differ from those that readers have."""
    public = Story.objects.filter(pk=story.pk).values_list("title", "standfirst", "body_text").first()
    return public is not None and public != (story.title, story.standfirst, rendering.body_text(story.body))
