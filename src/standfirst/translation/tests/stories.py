"""A translation with its original, for tests."""

from __future__ import annotations

from typing import Any

from standfirst.provenance.models import Original
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import (
    make_draft,
    make_original,
    make_permission,
    make_publication,
    paragraph,
)
from standfirst.translation.actions import Said, save
from standfirst.translation.pairing.states import digest
from standfirst.translation.sources import Beside, beside

ONE = "The harbour of Khankendi was closed for two days after the storm of 12 May."
TWO = "Nobody was hurt, the harbour master said."
THREE = "The ferry runs again on Monday."


def make_translation(language: str = "az", text: str = f"{ONE}\n\n{TWO}\n\n{THREE}", **fields: Any) -> Story:
    """Make a draft as an import leaves it: the original's own words in the body, with a picture's place between."""
    make_publication(("en", "az", "ru", "fa"))
    original = make_original(language="en", title="Harbour closed", text=text, **fields.pop("of", {}))
    html = [f"<p>{line}</p>" for line in text.split("\n\n")]
    html[1:2] = (
        []
        if len(html) == 1
        else [
            html[1].replace("harbour master", '<a href="https://gazette.example/master">harbour master</a>')
        ]
    )
    body = [
        paragraph(html[0]),
        {"type": "embed", "value": {"url": "https://video.example/1", "title": "The storm"}, "id": "e"},
        paragraph("".join(html[1:])),
    ]
    defaults: dict[str, Any] = {
        "title": "Harbour closed", "origin": "translation", "original": original, "roles": ("translator",), "body": body,
        "permission": make_permission(original),
    }  # fmt: skip
    return make_draft(language, **{**defaults, **fields})


def desk_of(story: Story) -> Beside:
    """Return the desk, which has to be there."""
    found = beside(Story.objects.get(pk=story.pk))
    assert found is not None
    return found


def states(story: Story) -> list[str]:
    """Return the states of the body's lines."""
    return [str(line.state) for line in desk_of(story).lines[2:]]


def say(story: Story, *texts: str | None, reviewed: bool = False, user: Any = None) -> Any:
    """Type ``texts`` into the body's lines in order (None: leave it), and save."""
    lines = desk_of(story).lines[2:]
    said = [
        Said(line.key, line.ours.marked if text is None else text, digest(line.ours.marked), reviewed)
        for line, text in zip(lines, texts, strict=False)
        if text is not None or reviewed
    ]
    return save(story, said, user=user)


def headline(story: Story, text: str) -> None:
    """Type a headline, and save."""
    line = desk_of(story).lines[0]
    save(story, [Said(line.key, text, digest(line.ours.marked))])


def change_original(story: Story, old: str, new: str) -> str:
    """Return the original's text with something changed."""
    original = Original.objects.get(pk=story.original_id)
    assert old in original.text
    return original.text.replace(old, new)
