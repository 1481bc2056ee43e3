"""The admin's forms over HTTP, filled in as a browser would: what is there, and the changes."""

from __future__ import annotations

from typing import Any

from lxml import html


class Refused(AssertionError):
    """The admin answered with the form again, or with an error."""


def values(page: bytes) -> dict[str, Any]:
    """Return what a browser would send of the page's largest form, without its buttons."""
    forms = html.fromstring(page.decode()).xpath("//form")
    form = max(forms, key=lambda each: len(each.xpath(".//input|.//textarea|.//select")))
    found: dict[str, Any] = {}
    for field in form.xpath(".//input|.//textarea|.//select"):
        name = field.get("name")
        if not name or "__prefix__" in name or field.get("type") in {"submit", "button", "file", "search"}:
            continue
        if field.get("type") in {"checkbox", "radio"}:
            if field.get("checked") is not None:
                found.setdefault(name, []).append(field.get("value", "on"))
        elif field.tag == "select":
            chosen = field.xpath(".//option[@selected]/@value")
            found[name] = chosen if field.get("multiple") else (chosen[0] if chosen else "")
        elif field.tag == "textarea":
            found[name] = (field.text or "").removeprefix("\n")
        else:
            found[name] = field.get("value") or ""
    return found


def submit(client: Any, url: str, **changes: Any) -> Any:
    """Open the form at ``url``, change what ``changes`` says (None takes a field out), and send it."""
    page = client.get(url)
    if page.status_code != 200:
        raise Refused(f"{url}: {page.status_code} {page.headers.get('Location', '')}")
    data = values(page.content) | {name.replace("__", "-"): value for name, value in changes.items()}
    answer = client.post(url, {name: value for name, value in data.items() if value is not None})
    if answer.status_code not in {302, 303}:
        form = answer.context.get("form") if answer.context else None
        sets = {
            name: each.errors for name, each in getattr(form, "formsets", {}).items() if not each.is_valid()
        }
        raise Refused(f"{url}: {answer.status_code} {form.errors if form is not None else ''} {sets}")
    return answer
