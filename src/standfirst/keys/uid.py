"""Permanent identifiers. Keys, exports and addresses use them, never a database number."""

import uuid

from django.db import models


def new_uid() -> str:
    """Return a new identifier: 32 lower-case hexadecimal characters (a random UUID, RFC 9562 version 4)."""
    return uuid.uuid4().hex


class UidModel(models.Model):
    """A record with a permanent ``uid`` that is never edited and never given to another record."""

    uid = models.CharField(max_length=64, unique=True, default=new_uid, editable=False)

    class Meta:
        abstract = True
