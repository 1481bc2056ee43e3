"""A table of incidents or claims brought in: sent, its columns taken for fields, looked at, and only then added."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import Outdated
from standfirst.dossiers.actions.sheets import FIELDS, MAX_BYTES, REQUIRED, NoTable, guess, read_sheet
from standfirst.dossiers.actions.tables import Outcome, bring_in, look, remembered
from standfirst.dossiers.admin.forms import WhyForm
from standfirst.dossiers.admin.views import SECTIONS, allowed, editable, page
from standfirst.dossiers.loading import load
from standfirst.stories.zone import day_of

_SHOWN = 50


class TableForm(forms.Form):
    """A table to bring in."""

    section = forms.ChoiceField(label=gettext_lazy("What its rows are"))
    file = forms.FileField(
        label=gettext_lazy("A table (CSV)"),
        help_text=gettext_lazy("UTF-8, with commas, semicolons or tabs; its first line names the columns."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["section"]
        field.choices = [("events", _("Incidents")), ("claims", SECTIONS["claims"])]


class MappingForm(WhyForm):
    """The field that each column is taken for."""

    def __init__(self, *args: Any, table: room.Table, samples: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = REQUIRED[table.section]
        choices = [
            ("", "–"),
            *((name, f"{name} *" if name in wanted else name) for name in FIELDS[table.section]),
        ]
        for number, column in enumerate(table.columns):
            field = forms.ChoiceField(
                label=column, required=False, choices=choices, initial=table.mapping.get(column, "")
            )
            field.help_text = samples.get(column, "")
            self.fields[f"column-{number}"] = field
        self.table = table
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def clean(self) -> dict[str, Any]:
        """Refuse a field that two columns are taken for, and one that is needed and missing."""
        said = super().clean() or self.cleaned_data
        taken = [name for key, name in said.items() if key.startswith("column-") and name]
        for name in sorted({name for name in taken if taken.count(name) > 1}):
            self.add_error(None, _("Two columns are taken for %(field)s. Choose one.") % {"field": name})
        for name in REQUIRED[self.table.section]:
            if name not in taken:
                self.add_error(
                    None, _("No column is taken for %(field)s, which every row needs.") % {"field": name}
                )
        return said

    def mapping(self) -> dict[str, str]:
        """The field of each column; empty: left out."""
        return {
            column: self.cleaned_data[f"column-{number}"] for number, column in enumerate(self.table.columns)
        }


@page
def tables(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables brought in, and a form for another."""
    dossier, user = editable(request, pk), cast(Any, request.user)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, section = form.cleaned_data["file"], form.cleaned_data["section"]
        try:
            text = _text(file.read(MAX_BYTES + 1))
            sheet = read_sheet(text)
        except NoTable as error:
            form.add_error("file", str(error))
        else:
            made = room.Table.objects.create(
                dossier=dossier, section=section, name=file.name[:200], content=text, columns=list(sheet.columns),
                mapping=guess(section, sheet.columns, remembered(dossier, section)), made_by=user,
            )  # fmt: skip
            # What was sent before and never brought in is of no use any more.
            dossier.tables.filter(done=False, made_by=user).exclude(pk=made.pk).delete()
            return redirect("standfirst_dossiers:table", pk, made.pk)
    context = {"page_title": _("Bring in a table"), "page_subtitle": str(dossier), "header_icon": "table", "dossier": dossier,
               "form": form, "tables": dossier.tables.filter(done=True).select_related("made_by")[:20]}  # fmt: skip
    return TemplateResponse(request, "dossiers/admin/tables.html", context)


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise NoTable(_("The file is larger than 5 MB. Split it."))
    try:
        return content.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as error:
        raise NoTable(_("Expected a table saved as UTF-8.")) from error


@page
def table(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One table: its columns, what becomes of its rows, and the button that adds the good ones."""
    dossier = editable(request, pk)
    row = get_object_or_404(room.Table, pk=number, dossier=dossier, done=False)
    sheet = read_sheet(row.content)
    samples = {
        column: " · ".join(
            filter(None, (line[place][:60] for _number, line in sheet.rows[:3] if place < len(line)))
        )
        for place, column in enumerate(sheet.columns)
    }
    form = MappingForm(request.POST or None, table=row, samples=samples)
    outcome: Outcome | None = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("action") == "bring":
            try:
                done = bring_in(
                    row,
                    form.mapping(),
                    user=request.user,
                    why=form.cleaned_data["why"],
                    day=day_of(timezone.now()),
                )
            except Outdated:
                messages.error(
                    request,
                    _("Somebody changed the dossier meanwhile. Look at what follows now, and save again."),
                )
            else:
                said = _("Rows brought in: %(good)s. Rows left out: %(bad)s.")
                messages.success(request, said % {"good": done.good, "bad": len(done.bad)})  # fmt: skip
                return redirect("standfirst_dossiers:tables", pk)
        row.mapping = form.mapping()
        row.save(update_fields=["mapping"])
        outcome = look(row.section, load(dossier), sheet, row.mapping)
    context = {
        "page_title": row.name, "page_subtitle": str(dossier), "header_icon": "table", "dossier": dossier, "table": row,
        "form": form, "count": len(sheet.rows), "outcome": outcome,
        "bad": [(line, reason) for line, _row, reason in outcome.bad[:_SHOWN]] if outcome else [],
    }  # fmt: skip
    return TemplateResponse(request, "dossiers/admin/table.html", context)


def rejected(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The rows of a table that could not be used, with their reasons, to be mended and sent again."""
    allowed(request, "view")
    row = get_object_or_404(room.Table, pk=number, dossier_id=pk, done=True)
    if not request.user.has_perm("dossiers.change_dossier"):
        raise PermissionDenied
    answer = HttpResponse(row.rejected.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejected-{row.pk}.csv"'
    return answer
