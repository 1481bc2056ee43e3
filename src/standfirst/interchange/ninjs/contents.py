"""What a revision keeps of a story that is new: ``serializable_data``, of which nearly all is the same for each."""

from __future__ import annotations

from typing import Any

from modelcluster.models import get_field_value, get_serializable_data_for_fields

from standfirst.stories.models import Story


class Contents:
    """Contents of revisions, made from that of a story in which nothing is said."""

    def __init__(self) -> None:
        blank = Story()
        self._content: dict[str, Any] = blank.serializable_data()
        self._values = dict(vars(blank))
        self._fields = [
            field for field in Story._meta.fields if field.name in self._content and field.name != "body"
        ]

    def of(self, story: Story, body: str) -> dict[str, Any]:
        """Return ``story.serializable_data()`` of an unsaved story, whose stored body is ``body``."""
        content, held, blank = dict(self._content), vars(story), self._values
        for field in self._fields:
            name = field.attname
            if held[name] is not blank[name] and held[name] != blank[name]:
                content[field.name] = get_field_value(field, story)
        content["body"] = body
        content["credits"] = [
            get_serializable_data_for_fields(credit) for credit in story.credits.get_object_list()
        ]
        content["topics"] = [topic.pk for topic in story.topics.get_object_list()]
        return content
