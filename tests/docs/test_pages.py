"""The reference names everything that there is, and nothing that there is not."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern

from tests.docs.tables import REFERENCE, TABLES, with_tables

ROOT = REFERENCE.parents[1]
CODE = ROOT / "src" / "standfirst"


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def in_first_column(text: str) -> set[str]:
    """Names in back quotes in the first cell of each row."""
    cells = (line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def section(name: str, heading: str) -> str:
    return page(name).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def modules() -> Iterable[tuple[Path, ast.Module]]:
    for file in sorted(CODE.rglob("*.py")):
        if "tests" not in file.parts and "migrations" not in file.parts:
            yield file, ast.parse(file.read_text(encoding="utf-8"))


def calls(*functions: str) -> Iterable[ast.Call]:
    for file, tree in modules():
        if "reckoning" in file.parts:  # has functions of these names, and knows no documents
            continue
        found = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        yield from (call for call in found if isinstance(call.func, ast.Name) and call.func.id in functions)


@pytest.mark.parametrize("name", TABLES)
def test_tables_made_from_the_code_are_up_to_date(name: str) -> None:
    assert page(name) == with_tables(name, page(name)), "Write them anew: python tests/docs/tables.py"


def test_every_check_that_blocks_publishing_is_documented_and_no_other() -> None:
    codes = {call.args[0].value for call in calls("Problem") if isinstance(call.args[0], ast.Constant)}
    assert len(codes) > 10
    assert in_first_column(page("checks.md")) == codes


def test_every_kind_of_documents_is_documented_and_no_other() -> None:
    from standfirst.keys.documents import kinds

    documented = in_first_column(page("addresses.md").partition("## The app's addresses")[0])
    assert documented == {kind.name for kind in kinds()}


@pytest.mark.django_db
def test_every_first_word_of_the_app_is_documented_and_no_other() -> None:
    from standfirst.project.urls import app_pages, urlpatterns

    words = {str(pattern.pattern).partition("/")[0] for pattern in app_pages} - {""}
    for pattern in app_pages:
        if not str(pattern.pattern):
            words |= {str(inner.pattern).partition("/")[0] for inner in pattern.url_patterns}
    documented = in_first_column(section("addresses.md", "The app's addresses"))
    assert {name.split("/")[3] for name in documented if name.startswith("/_/<l>/")} == words
    alone = [str(pattern.pattern) for pattern in urlpatterns if isinstance(pattern, URLPattern)]
    assert {name.split("/")[2] for name in documented if name.startswith("/_/")} - {"<l>"} == {
        name.split("/")[1] for name in alone if name.startswith("_/")
    }
    roots = {str(pattern.pattern).strip("^/").partition("/")[0] for pattern in urlpatterns}
    roots.add(settings.MEDIA_URL.strip("/"))  # sent by the server itself
    assert {name.strip("/") for name in documented if not name.startswith("/_/")} == {
        word for word in roots if word.isalpha()
    }


def test_every_key_is_documented_and_no_other() -> None:
    """By the word before the colon, as it is written in the code."""
    documented = {re.split("[:<]", key)[0] for key in in_first_column(page("keys.md"))}
    named: set[str] = set()
    for call in calls("read", "changed"):
        named |= {_begins(argument).partition(":")[0] for argument in call.args} - {""}
    assert named <= documented
    code = "\n".join(file.read_text(encoding="utf-8") for file, _ in modules())
    assert {word for word in documented if not re.search(rf'f?"{word}(:[{{a-z]|")', code)} == set()


def _begins(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_flag_of_a_citation_is_documented_and_no_other() -> None:
    item = importlib.import_module("standfirst.provenance.citing.item")
    flags = {value for name, value in vars(item).items() if name.isupper() and isinstance(value, str)}
    assert in_first_column(section("citations.md", "Flags")) == flags


def test_every_field_of_a_cited_row_is_documented_and_no_other() -> None:
    item = importlib.import_module("standfirst.provenance.citing.item")
    assert in_first_column(section("citations.md", "A row")) == set(item.CitedItem.__dataclass_fields__)


@pytest.mark.parametrize(
    ("heading", "module", "functions"),
    [
        ("ninjs", "discovery/ninjs.py", {"item"}),
        ("JSON-LD", "stories/structured_data.py", {"news_article", "_made_from"}),
    ],
)
def test_every_field_for_machines_is_documented_and_no_other(
    heading: str, module: str, functions: set[str]
) -> None:
    tree = ast.parse((CODE / module).read_text(encoding="utf-8"))
    written: set[str] = set()
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name in functions:
            written |= _fields(function)
    assert in_first_column(section("machine-formats.md", heading)) == written


def _fields(function: ast.FunctionDef) -> set[str]:
    """Names given to the answer: keys of ``result``/``data`` where it begins, and what is set on it later."""
    names: set[str] = set()
    for node in ast.walk(function):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id in {"result", "data"}
        ):
            assert isinstance(node.value, ast.Dict)
            names |= {key.value for key in node.value.keys if isinstance(key, ast.Constant)}
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            key = node.targets[0].slice
            names |= {key.value} if isinstance(key, ast.Constant) else set()
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "relation"
        ):
            names |= {
                each.value
                for each in ast.walk(node.value)
                if isinstance(each, ast.Constant) and each.value in {"translationOfWork", "isBasedOn"}
            }
    return names


def test_every_link_between_pages_leads_somewhere() -> None:
    docs = ROOT / "docs"
    for file in [ROOT / "README.md", *docs.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", file.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (file.parent / target).exists(), f"{file.relative_to(ROOT)}: {target}"


def test_pictures_are_light() -> None:
    heavy = [file.name for file in (ROOT / "docs" / "pictures").iterdir() if file.stat().st_size > 120_000]
    assert not heavy
