"""Whether an original may be reprinted, translated or summarised, and on what conditions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from standfirst.provenance.licence_codes import Licence, family, licence_url, normalise, table
from standfirst.provenance.models import Original, Permission

__all__ = ["Decision", "allowed", "family", "licence_url", "normalise", "robots_default", "stated_licence"]

USES = ("reprint", "translation", "summary")


@dataclass(frozen=True)
class Decision:
    """Whether a use is allowed; if not, why, in words for an editor."""

    ok: bool
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    """What the page must show or respect: ``credit``, ``licence-link``, ``changes-stated``, ``share-alike``,
    ``unchanged``, ``own-words``, ``human-written``, ``counter-if-asked``, ``wording``, ``logo``, ``no-images``."""
    robots: str
    """Robots directives by default for the use: ``noindex`` for a reprint, else empty."""


def robots_default(origin: str) -> str:
    """Return the robots directives of an origin where no permission says otherwise."""
    return "noindex" if origin == "reprint" else ""


def stated_licence(original: Original) -> str:
    """Return the licence that covers ``original``.

    An outlet's licence covers what the outlet itself owns: an original with another right-holder is
    ``UNKNOWN``, whatever its page says.
    """
    if original.rights_holder_id and original.rights_holder_id != original.outlet_id:
        return "UNKNOWN"
    return normalise(original.licence)


def allowed(
    licence: str,
    origin: str,
    *,
    non_commercial: bool,
    permission: Permission | None = None,
    language: str | None = None,
    day: datetime.date | None = None,
) -> Decision:
    """Decide whether an original under ``licence`` may become a story of ``origin``.

    ``permission`` (where there is one) is what was granted to us; ``language`` is the story's and ``day``
    the day of publication, in the publication's zone. An ``exclusive`` story needs nothing.
    """
    if origin == "exclusive":
        return Decision(True, (), (), "")
    robots = robots_default(origin)
    if permission is not None:
        if permission.kind == Permission.Kind.LICENCE:
            late = _term(permission, day)
            decision = _by_licence(permission.licence, origin, non_commercial, robots)
            return Decision(decision.ok and not late, (*decision.reasons, *late), decision.conditions, robots)
        return _by_permission(permission, origin, language, day, robots)
    return _by_licence(licence, origin, non_commercial, robots)


def _by_licence(licence: str, origin: str, non_commercial: bool, robots: str) -> Decision:
    row = table()[family(licence)]
    use: str = getattr(row, origin)
    conditions = list(row.conditions)
    reasons: list[str] = []
    if use == "no":
        reasons.append(_forbidden(row, origin))
    if use == "agreed":
        reasons.append(_("This rests on an agreement, and none is on file. Record the permission first."))
    if use.startswith("non-commercial") and not non_commercial:
        reasons.append(
            _("%(licence)s allows this to non-commercial publications only, and this one isn't.")
            % {"licence": normalise(licence)}
        )
    if use.endswith("unchanged"):
        conditions.append("unchanged")
    if origin == "summary":
        conditions = ["own-words", "link", *(["human-written"] if use == "human" else [])]
    return Decision(not reasons, tuple(reasons), tuple(conditions), robots)


def _forbidden(row: Licence, origin: str) -> str:
    if row.code.endswith("-ND"):
        return _("%(licence)s allows an unchanged reprint but no translation. Ask, or write a summary.") % {
            "licence": row.code
        }
    if origin == "reprint":
        return _(
            "No licence or permission covers a reprint. Ask for one, or write a summary in our own words."
        )
    return _(
        "No licence or permission covers a translation. Ask for one, or write a summary in our own words."
    )


def _by_permission(
    permission: Permission, origin: str, language: str | None, day: datetime.date | None, robots: str
) -> Decision:
    granted = {
        "reprint": permission.allows_reprint,
        "translation": permission.allows_translation,
        "summary": permission.allows_summary,
    }
    reasons = []
    if not granted[origin]:
        reasons.append(
            {
                "reprint": _("The permission does not cover reprints."),
                "translation": _("The permission does not cover translations."),
                "summary": _("The permission does not cover summaries."),
            }[origin]
        )
    if language and permission.languages and origin != "reprint" and language not in permission.languages:
        reasons.append(
            _("The permission covers %(languages)s, not %(language)s.")
            % {"languages": ", ".join(permission.languages), "language": language}
        )
    reasons.extend(_term(permission, day))
    conditions = ["as-agreed"]
    if permission.credit_wording:
        conditions.append("wording")
    if permission.shows_logo:
        conditions.append("logo")
    if not permission.includes_images:
        conditions.append("no-images")
    return Decision(not reasons, tuple(reasons), tuple(conditions), robots)


def _term(permission: Permission, day: datetime.date | None) -> list[str]:
    if day is None or permission.holds_on(day):
        return []
    if permission.valid_from and day < permission.valid_from:
        return [_("The permission begins on %(day)s.") % {"day": permission.valid_from.isoformat()}]
    return [_("The permission ended on %(day)s.") % {"day": str(permission.valid_until)}]
