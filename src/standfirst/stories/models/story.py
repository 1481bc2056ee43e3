from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from standfirst.publication.blocks import STORY_BLOCKS
from standfirst.publication.fields import BodyField
from standfirst.publication.models import BasePage


def path_of(language: str, year: int, month: int, slug: str) -> str:
    """Return the path of a published story's page."""
    return f"/{language}/{year:04}/{month:02}/{slug}/"


class Story(BasePage):
    """One article page. What can be done to it is in ``stories.actions``."""

    class Origin(models.TextChoices):
        EXCLUSIVE = "exclusive", _("exclusive")
        TRANSLATION = "translation", _("translation")
        REPRINT = "reprint", _("reprint")
        SUMMARY = "summary", _("summary")

    class Genre(models.TextChoices):
        NEWS = "news", _("news")
        ANALYSIS = "analysis", _("analysis")
        OPINION = "opinion", _("opinion")
        INTERVIEW = "interview", _("interview")

    class Robots(models.TextChoices):
        DEFAULT = "default", _("as the permission says")
        INDEX = "index", _("index")
        NOINDEX = "noindex", _("noindex")

    class Terms(models.TextChoices):
        DEFAULT = "", _("as the publication says")
        NO = "no", _("may not be republished")
        CC_BY = "CC-BY-4.0", "CC BY 4.0"
        CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
        CC_BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
        CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
        CC_BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
        CC_BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
        CC0 = "CC0", "CC0"

    class Withdrawn(models.TextChoices):
        NO = "", _("no")
        LAPSED = "lapsed", _("the permission lapsed")
        REMOVED = "removed", _("removed for legal reasons")
        EDITOR = "editor", _("withdrawn by the editors")

    origin = models.CharField(_("origin"), max_length=20, choices=Origin.choices, default=Origin.EXCLUSIVE)
    genre = models.CharField(_("genre"), max_length=20, choices=Genre.choices, default=Genre.NEWS)
    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences under the headline.")
    )
    body = BodyField(STORY_BLOCKS, blank=True, verbose_name=_("body"))
    lead_picture = models.ForeignKey(
        "media.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.CharField(_("caption"), max_length=400, blank=True)
    author_note = models.TextField(_("author note"), blank=True)
    section = models.ForeignKey(
        "publication.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("section"),
    )
    more_sections = ParentalManyToManyField(
        "publication.Section", blank=True, related_name="more_stories", verbose_name=_("also in")
    )
    topics = ParentalManyToManyField(
        "publication.Topic", blank=True, related_name="stories", verbose_name=_("topics")
    )
    original = models.ForeignKey(
        "provenance.Original",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("original"),
    )
    permission = models.ForeignKey(
        "provenance.Permission",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("permission"),
    )
    robots = models.CharField(
        _("search engines"), max_length=20, choices=Robots.choices, default=Robots.DEFAULT
    )
    terms = models.CharField(
        _("others may republish it"),
        max_length=20,
        choices=Terms.choices,
        blank=True,
        default="",
        help_text=_("Under which licence. For our own stories only: exclusive ones and summaries."),
    )

    uri = models.CharField(max_length=1000, unique=True, null=True, blank=True, editable=False)
    """What the feed that it came from calls it; None for our own, which are ``urn:uuid:<uid>``."""

    change_kind = models.CharField(
        _("this change is"),
        max_length=20,
        blank=True,
        default="",
        choices=[("minor", _("minor")), ("update", _("an update")), ("correction", _("a correction"))],
        help_text=_("Asked when a published story changes. Updates and corrections are shown to readers."),
    )
    change_text = models.TextField(
        _("what changed"), blank=True, default="", help_text=_("For readers: one or two sentences.")
    )
    """With ``change_kind``: said in a draft, used up by its publication."""

    address_year = models.PositiveSmallIntegerField(null=True, editable=False)
    address_month = models.PositiveSmallIntegerField(null=True, editable=False)
    """With the slug, the address frozen at first publication, in the publication's time zone."""
    updated_at = models.DateTimeField(null=True, editable=False)
    """When the last update or correction was published; minor changes don't move it."""
    withdrawn = models.CharField(
        max_length=20, choices=Withdrawn.choices, blank=True, default="", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_notice = models.TextField(default="", editable=False)
    """What readers are told; empty where the reason says enough."""

    body_html = models.TextField(default="", editable=False)
    """Derived at publication: the body as readers get it."""
    body_text = models.TextField(default="", editable=False)
    """Derived at publication: the body as plain text, a paragraph a line."""
    word_count = models.PositiveIntegerField(default=0, editable=False)

    parent_page_types = ["publication.StoryContainer"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        # None on `withdrawn`: it is empty in nearly every row, and SQLite would choose it before better ones.
        indexes = [models.Index(fields=("address_year", "address_month"), name="story_address")]

    OF_THE_STORY = (
        "address_year", "address_month", "updated_at", "withdrawn", "withdrawn_at", "withdrawn_notice",
        "body_html", "body_text", "word_count",
    )  # fmt: skip
    """Fields that belong to the story as published and to none of its drafts."""

    exclude_fields_in_copy = [
        *BasePage.exclude_fields_in_copy,
        "uri",
        *OF_THE_STORY,
        "change_kind",
        "change_text",
    ]

    def serializable_data(self) -> dict[str, Any]:
        """Leave out of a revision what belongs to the story as published."""
        data: dict[str, Any] = super().serializable_data()
        for name in self.OF_THE_STORY:
            data.pop(name, None)
        return data

    def with_content_json(self, content: dict[str, Any]) -> Story:
        """Return the draft in ``content`` with what belongs to the story as published, its frozen address too."""
        draft: Story = super().with_content_json(content)
        for name in self.OF_THE_STORY:
            setattr(draft, name, getattr(self, name))
        draft.first_published_at = self.first_published_at
        if self.address_year is not None:
            draft.slug = self.slug
            draft.set_url_path(draft.get_parent())
        return draft

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; where this save publishes or unpublishes, do it by the rules of ``stories.actions``.

        Wagtail publishes from many places (button, schedule, bulk, workflow, API), and each ends here.

        Raises:
            stories.actions.Refused: a check blocks publishing. Nothing is saved.
        """
        from standfirst.stories.actions import publishing

        publishing.save(self, lambda: super(Story, self).save(*args, **kwargs), kwargs.get("update_fields"))

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision. A scheduled one that the checks refuse stays a draft, and its editors get mail."""
        from standfirst.stories.actions import scheduled

        return scheduled.publish(self, lambda: super(Story, self).publish(revision, *args, **kwargs), kwargs)

    @property
    def key(self) -> str:
        """The story's key, ``story:<uid>``."""
        return f"story:{self.uid}"

    def public_path(self) -> str | None:
        """Return ``/<language>/<yyyy>/<mm>/<slug>/``, or None before the first publication."""
        if self.address_year is None or self.address_month is None:
            return None
        return path_of(self.locale.language_code, self.address_year, self.address_month, self.slug)

    def clean(self) -> None:
        """Refuse origins that contradict the rest of the form."""
        super().clean()
        if self.origin == self.Origin.EXCLUSIVE and self.original_id:
            raise ValidationError(
                {"original": _("An exclusive story has no original. Choose another origin.")}
            )
