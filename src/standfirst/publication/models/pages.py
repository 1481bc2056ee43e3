from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from standfirst.keys.uid import new_uid
from standfirst.publication.blocks import BODY_BLOCKS, FRONT_BLOCKS
from standfirst.publication.fields import BodyField
from standfirst.publication.models import uids
from standfirst.publication.reserved import validate_slug


class BasePage(Page):
    """What all our pages share: a permanent ``uid``, and a public address that is a document's path."""

    uid = models.CharField(max_length=64, unique=True, default=new_uid, editable=False)

    exclude_fields_in_copy = ["uid"]

    class Meta:
        abstract = True

    def public_path(self) -> str | None:
        """Return the path of this page's document, or None where it has none."""
        return None

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Answer Wagtail's question for the address with the document's path."""
        path = self.public_path()
        root = next(iter(self._get_relevant_site_root_paths(request)), None)
        if path is None or root is None:
            return None
        return root.site_id, settings.BASE_URL, path

    def copy_all_child_relations(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Copy the children, and give the copy and them uids of their own (copies, translations, aliases)."""
        copied = super().copy_all_child_relations(target, *args, **kwargs)
        saved = [child for child in copied.values() if not isinstance(child, list)]
        unsaved = [child for children in copied.values() if isinstance(children, list) for child in children]
        uids.renew(target, [*saved, *unsaved])
        return copied

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return this page as ``content`` has it, under its own uid wherever the content comes from."""
        return super().with_content_json(uids.own(self, content))

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Refuse: readers get documents; Wagtail only previews."""
        raise Http404


class HomePage(BasePage):
    """The root of one language's tree, and its front."""

    lead = models.ForeignKey(
        "stories.Story",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead story"),
        help_text=_("Empty: the newest story."),
    )
    blocks = BodyField(FRONT_BLOCKS, blank=True, verbose_name=_("blocks"))

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["publication.StandingPage", "publication.StoryContainer"]

    class Meta:
        verbose_name = _("home page")

    def public_path(self) -> str:
        """Return ``/<language>/``."""
        return f"/{self.locale.language_code}/"


class StoryContainer(BasePage):
    """Holds one language's stories. It has no address of its own."""

    parent_page_types = ["publication.HomePage"]
    subpage_types = ["stories.Story"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("story container")

    def public_path(self) -> None:
        """Return None: nobody reads a container."""


class StandingPage(BasePage):
    """A page that stays: who we are, privacy, terms, cookies, accessibility, contact."""

    class Role(models.TextChoices):
        ABOUT = "about", _("who we are")
        PRIVACY = "privacy", _("privacy")
        TERMS = "terms", _("terms")
        COOKIES = "cookies", _("cookies")
        ACCESSIBILITY = "accessibility", _("accessibility")
        CONTACT = "contact", _("contact")
        OTHER = "other", _("other")

    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.OTHER)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = BodyField(BODY_BLOCKS, blank=True, verbose_name=_("body"))

    parent_page_types = ["publication.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def public_path(self) -> str:
        """Return ``/<language>/<slug>/``."""
        return f"/{self.locale.language_code}/{self.slug}/"

    def clean(self) -> None:
        """Keep the software's own words out of addresses."""
        super().clean()
        if self.slug:
            validate_slug(self.slug)
