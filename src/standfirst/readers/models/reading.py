from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class SavedStory(UidModel):
    """A story on a reader's list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_stories")
    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)

    class Meta:
        ordering = ("-saved_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("user", "story"), name="saved_story_once")]
        verbose_name = _("saved story")
        verbose_name_plural = _("saved stories")


class FollowedTopic(UidModel):
    """A topic that a reader follows."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_topics"
    )
    topic = models.ForeignKey("publication.Topic", on_delete=models.CASCADE, related_name="+")
    followed_at = models.DateTimeField(_("followed"), auto_now_add=True)

    class Meta:
        ordering = ("-followed_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("user", "topic"), name="followed_topic_once")]
        verbose_name = _("followed topic")
        verbose_name_plural = _("followed topics")


class DisplayPreferences(models.Model):
    """How a reader likes pages to look, wherever signed in."""

    class TextSize(models.TextChoices):
        SMALL = "small", _("small")
        NORMAL = "normal", _("normal")
        LARGE = "large", _("large")
        HUGE = "huge", _("very large")

    class Colours(models.TextChoices):
        DEVICE = "device", _("as the device says")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="display_preferences"
    )
    text_size = models.CharField(
        _("text size"), max_length=10, choices=TextSize.choices, default=TextSize.NORMAL
    )
    colours = models.CharField(_("colours"), max_length=10, choices=Colours.choices, default=Colours.DEVICE)

    class Meta:
        verbose_name = _("display preferences")
        verbose_name_plural = _("display preferences")
