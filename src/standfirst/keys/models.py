from django.db import models


class OutboxEntry(models.Model):
    """One key that changed, written in the transaction that changed it and cleared once its documents are baked."""

    key = models.CharField(max_length=200, db_index=True)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.key
