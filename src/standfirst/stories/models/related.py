from django.db import models


class Related(models.Model):
    """One stored place in a story's “you might also like”. Derived: may be deleted and made again."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="related_to")
    score = models.FloatField()

    class Meta:
        ordering = ("story", "-score", "-other__first_published_at", "other__uid")
        constraints = [models.UniqueConstraint(fields=("story", "other"), name="unique_related")]

    def __str__(self) -> str:
        return f"{self.story_id} ~ {self.other_id}: {self.score:.3f}"
