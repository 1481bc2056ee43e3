"""Wagtail without inline code, and an alarm for the day a new Wagtail brings more of it."""

import re
from pathlib import Path

import pytest
import wagtail
from django.apps import apps
from wagtail.admin.widgets import (
    AdminDateInput,
    AdminDateTimeInput,
    AdminPageChooser,
    AdminTimeInput,
    BaseChooser,
)
from wagtail.admin.widgets.workflows import AdminTaskChooser

from standfirst.project import admin_scripts

WAGTAIL = Path(wagtail.__file__).parent
# Replaced by ours (widgets, panels), for mail, or for pages that are no part of the admin.
KNOWN = {
    "admin/templates/wagtailadmin/notifications/base.html",
    "admin/templates/wagtailadmin/panels/inline_panel.html",
    "admin/templates/wagtailadmin/panels/multiple_chooser_panel.html",
    "admin/templates/wagtailadmin/widgets/date_input.html",
    "admin/templates/wagtailadmin/widgets/datetime_input.html",
    "admin/templates/wagtailadmin/widgets/time_input.html",
    "embeds/templates/wagtailembeds/embed_frontend.html",
}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style\b|\sstyle=[\"']|\son(?:click|change|submit|load)=|javascript:"
)


def _installed() -> list[Path]:
    return [Path(app.path) for app in apps.get_app_configs() if Path(app.path).is_relative_to(WAGTAIL)]


def test_wagtail_has_no_inline_code_that_we_do_not_replace():
    folders = [folder for folder in _installed() if folder != WAGTAIL] + [WAGTAIL / "templates"]
    found = {
        str(page.relative_to(WAGTAIL))
        for folder in folders
        for page in (folder / "templates" if folder.name != "templates" else folder).rglob("*.html")
        if INLINE.search(page.read_text())
    }
    assert found <= KNOWN, "New inline code: replace it as docs/decisions/0020-admin-csp.md says."


def test_wagtail_writes_script_elements_from_one_python_method_only():
    found = {
        str(module.relative_to(WAGTAIL))
        for folder in _installed()
        for module in folder.rglob("*.py")
        if not re.search(r"/(tests?|migrations|test_[^/]*)(/|\.py$)", str(module))
        and re.search(r"<script[ >]", re.sub(r"#.*", "", module.read_text()))
    }
    assert {path for path in found if not path.startswith("test/")} == {"admin/widgets/chooser.py"}


@pytest.mark.parametrize("widget", [AdminDateInput, AdminTimeInput, AdminDateTimeInput, AdminPageChooser])
def test_widgets_start_without_a_script(widget, db):
    html = widget().render("field", None, {"id": "id_field"})
    assert "<script" not in html and "<standfirst-start" in html and "id_field" in html


def _choosers(cls=BaseChooser):
    for child in cls.__subclasses__():
        yield child
        yield from _choosers(child)


def test_every_chooser_may_be_started():
    own = {chooser for chooser in _choosers() if "render_js_init" in vars(chooser)}
    assert own == {AdminTaskChooser}
    assert {chooser.js_constructor for chooser in _choosers()} <= set(admin_scripts.STARTERS)


def test_a_chooser_that_starts_in_its_own_way_does_so_here_too(db):
    html = AdminTaskChooser().render("task", None, {"id": "id_task"})
    assert 'data-name="createTaskChooser"' in html
    assert 'data-arguments="[&quot;id_task&quot;]"' in html


def test_only_listed_names_can_be_started():
    with pytest.raises(ValueError, match="eval"):
        admin_scripts.start("eval", ["1"])
    script = (Path(admin_scripts.__file__).parent / "static/standfirst/admin-start.js").read_text()
    assert tuple(re.findall(r'^    "(\w+)",$', script, re.M)) == admin_scripts.STARTERS


def test_arguments_are_data_not_markup():
    html = admin_scripts.start("Chooser", ['"><script>alert(1)</script>', {}])
    assert "<script" not in html
