from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from standfirst.keys.uid import UidModel
from standfirst.publication.models.identity import Publication
from standfirst.publication.models.pages import StandingPage
from standfirst.publication.text import TextByLanguageField


class MenuItem(UidModel, Orderable):
    """One entry of the menu: a section with its subsections, a topic, a standing page or an address."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="menu_items")
    section = models.ForeignKey(
        "publication.Section", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    topic = models.ForeignKey(
        "publication.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    standing_role = models.CharField(
        _("standing page"), max_length=20, blank=True, choices=StandingPage.Role.choices
    )
    url = models.URLField(_("address"), blank=True)
    label = TextByLanguageField(_("label"), blank=True, help_text=_("Empty: the name of what it leads to."))
    small_screen_order = models.PositiveIntegerField(
        _("order on small screens"), null=True, blank=True, help_text=_("Empty: the same order.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")

    def __str__(self) -> str:
        return str(self.section or self.topic or self.standing_role or self.url)

    def clean(self) -> None:
        """Insist on exactly one target."""
        targets = [self.section_id, self.topic_id, self.standing_role, self.url]
        if sum(bool(target) for target in targets) != 1:
            raise ValidationError(_("Choose one target: a section, a topic, a standing page or an address."))
