"""What follows, in words of the page's language: sentences from an assessment, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from babel import Locale
from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.dossiers.reckoning import Assessment
from standfirst.dossiers.reckoning.quantities import Interval
from standfirst.dossiers.reckoning.records import Limit
from standfirst.dossiers.reckoning.state import ASSESSABLE
from standfirst.dossiers.reckoning.voices import Aside, Voice
from standfirst.theme import dates

Name = Callable[[str], str]
_SHOWN = 6


class Speaker:
    """Writes for one language; ``name`` is what an agent of the dossier is called, by its id."""

    def __init__(self, locale: Locale, name: Name) -> None:
        self.locale, self.name = locale, name

    def listed(self, idents: Sequence[str]) -> str:
        """Agents in a row, at most some of them."""
        names = [self.name(ident) for ident in idents[:_SHOWN]]
        if len(idents) > _SHOWN:
            names.append(_("others"))
        return format_list(names, locale=self.locale)

    def number(self, value: Decimal) -> str:
        """A number in the locale's numerals."""
        return dates.number(value, self.locale)

    def day(self, value: object) -> str:
        """A day in words."""
        return dates.edtf(str(value), self.locale)

    def verdict(self, row: Assessment) -> list[str]:
        """The verdict and its level, in sentences; none where a row has none."""
        if row.verdict is None:
            return []
        who = {"kept": self.listed(row.within), "broken": self.listed(row.exceeding)}
        limit = row.kind == "limit"
        said = {
            "no data": _("Nobody is on record about it, and silence is not compliance."),
            "unverified": _("What is said of it does not decide it either way."),
            "within": _("It was kept, by the word of: %(kept)s."),
            "exceeded": _("The limit was exceeded, by the word of: %(broken)s."),
            "met": _("It was kept, by the word of: %(kept)s."),
            "breached": _("It was broken, by the word of: %(broken)s."),
            "contested": _(
                "Accounts differ. That it was kept say: %(kept)s. That it was not say: %(broken)s."
            )
            if row.within or row.exceeding
            else _("The counts contradict each other."),
            "consistent": _("The counts agree with each other."),
            "under way": _("It is said to be under way; nobody says yet that it was kept or broken."),
            "not assessable": self._not_assessed(row),
        }[row.verdict] % who
        levels = {
            "established": _(
                "This is established: an appointed monitor, two independent third parties or the addressee's own words say so."
            ),
            "reported": _(
                "This is reported, and not established by a monitor or by two independent third parties."
            ),
            "alleged": _(
                "This is alleged, and not established by a monitor, by two independent third parties or by an admission."
            ),
        }
        return [said, *([levels[row.level]] if row.level else [])] if limit or row.verdict else [said]

    def _not_assessed(self, row: Assessment) -> str:
        if row.standing != "agreed":
            return _(
                "Whether it was kept is not assessed, because its text is not agreed by all who had to sign it."
            )
        return _("Whether it was kept is not assessed, because it is not in force.")

    def course(self, row: Assessment) -> list[str]:
        """The scheduled end, the end, and how far ahead of schedule."""
        found = []
        if row.scheduled_end is not None:
            found.append(_("The scheduled end is %(day)s.") % {"day": self.day(row.scheduled_end)})
        if row.ended is not None:
            found.append(_("It ended on %(day)s.") % {"day": self.day(row.ended)})
        if row.ahead_of_schedule is not None:
            months, days = row.ahead_of_schedule
            found.append(
                _("That is %(months)s and %(days)s ahead of schedule.")
                % {
                    "months": ngettext("%(number)s month", "%(number)s months", months)
                    % {"number": self.number(Decimal(months))},
                    "days": ngettext("%(number)s day", "%(number)s days", days)
                    % {"number": self.number(Decimal(days))},
                }
            )
        return found

    def standing(self, row: Assessment) -> str:
        """Whether the text is agreed."""
        return {
            "agreed": _("All who had to sign it signed, and nobody denies that it was agreed."),
            "disputed": _(
                "Whether it was agreed is disputed: somebody says so, and not all who had to sign it did."
            ),
            "unsigned": _("Not all who had to sign it did, and nobody says that it was agreed."),
        }[row.standing]

    def sentences(self, row: Assessment) -> tuple[str, ...]:
        """All that is said of a row."""
        found = self.verdict(row)
        if row.kind in ("agreement", "mandate") or (
            row.verdict == "not assessable" and row.standing != "agreed"
        ):
            found.append(self.standing(row))
        if row.kind in ("agreement", "term", "body", "permission") or row.state not in (
            "in force",
            "unknown",
        ):
            found += self.course(row)
        return tuple(found)

    def flip(self, row: Assessment) -> str:
        """The smallest change that would give another answer."""
        if row.verdict is None or (row.verdict == "not assessable" and row.standing != "agreed"):
            return {
                "agreed": _("If one signatory said that it was not agreed, it would be disputed."),
                "disputed": _(
                    "The missing signatures would settle it, or the withdrawal of what contradicts them."
                ),
                "unsigned": _("If one party said that it was agreed, it would be disputed."),
            }[row.standing]
        if row.verdict == "contested" and (row.within or row.exceeding):
            fewer = row.within if len(row.within) <= len(row.exceeding) else row.exceeding
            return _("It would be settled if this side took back what it says: %(who)s.") % {
                "who": self.listed(fewer)
            }
        if row.verdict in ("within", "exceeded", "met", "breached"):
            found = _("One claim to the contrary would make it contested.")
            more = _("One more independent third party could make it established.")
            return found if row.level == "established" else f"{found} {more}"
        return {
            "no data": _("One claim that says how things stand would decide it."),
            "unverified": _("One claim clear enough would decide it."),
            "under way": _("One claim that it was kept or broken would decide it."),
            "consistent": _("One count that does not agree with the others would make it contested."),
            "contested": _(
                "It would be settled if a count that contradicts the others were taken back or corrected."
            ),
            "not assessable": _("An event that puts it in force again would make it assessable.")
            if row.state not in ASSESSABLE
            else _("The missing signatures would make it assessable."),
        }[row.verdict]

    def limit(self, limit: Limit | None) -> str:
        """A limit in words."""
        if limit is None:
            return ""
        if limit.allowed:
            return _("only these kinds: %(kinds)s") % {"kinds": ", ".join(limit.allowed)}
        if limit.op is None or limit.value is None:
            return _("a count of %(unit)s, without a limit") % {"unit": limit.unit or limit.measure}
        said = _("at most %(number)s %(unit)s") if limit.op == "<=" else _("at least %(number)s %(unit)s")
        return said % {"number": self.number(limit.value), "unit": limit.unit or ""}

    def says(self, voice: Voice, word: Callable[[str, str], str]) -> str:
        """What a claim says, in words."""
        root = voice.root
        if voice.retracts is not None and root.silent:
            return _("takes back %(claim)s") % {"claim": voice.retracts}
        if voice.denies is not None and root.silent:
            return _("denies %(claim)s") % {"claim": voice.denies}
        if root.says is not None:
            return word("says", root.says)
        if root.kind is not None:
            return _("there was: %(kind)s") % {"kind": root.kind}
        value = root.value
        if value is None or voice.interval is None:
            return ""
        if value.number is None:
            return word("hedge", value.hedge) if value.hedge is not None else self._interval(voice.interval)
        hedges = {
            "about": _("about %(number)s"),
            "more_than": _("more than %(number)s"),
            "at_least": _("at least %(number)s"),
            "less_than": _("less than %(number)s"),
            "up_to": _("up to %(number)s"),
        }
        return hedges.get(value.hedge or "", "%(number)s") % {"number": self.number(value.number)}

    def _interval(self, interval: Interval) -> str:
        if not interval.hi.is_finite():
            return _("at least %(number)s") % {"number": self.number(interval.lo)}
        if not interval.lo.is_finite():
            return _("up to %(number)s") % {"number": self.number(interval.hi)}
        return _("from %(least)s to %(most)s") % {
            "least": self.number(interval.lo),
            "most": self.number(interval.hi),
        }

    def aside(self, aside: Aside) -> str:
        """Why a claim is left out."""
        named = self.day(aside.named) if aside.code in ("early", "late") else aside.named
        return {
            "deprecated": _("set aside by the editors: %(named)s"),
            "retracted": _("taken back by %(named)s"),
            "retracts": _("takes back %(named)s, and says nothing itself"),
            "superseded": _("replaced by %(named)s"),
            "early": _("holds only from %(named)s"),
            "late": _("holds only until %(named)s"),
            "outdone": _("the same voice said something later: %(named)s"),
            "denial": _("only denies, while its own claim stands: %(named)s"),
            "repeats": _("repeats %(named)s, which is left out"),
        }[aside.code] % {"named": named}
