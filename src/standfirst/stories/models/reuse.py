from django.db import models


class Reuse(models.Model):
    """How often a story that others republished was opened on a site of theirs, on one day. Nobody's address is kept."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="reuses")
    host = models.CharField(max_length=253)
    """Empty where the browser didn't say, or where more sites than we keep did on that day."""
    day = models.DateField()
    """In UTC."""
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day", "host")
        constraints = [models.UniqueConstraint(fields=("story", "host", "day"), name="unique_reuse")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.host} {self.day}: {self.times}"
