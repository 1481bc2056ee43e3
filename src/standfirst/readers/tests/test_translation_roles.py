"""Who may do what at the translation desk, in the glossary and in the memory."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from standfirst.readers.roles import EDITORS, WRITERS, ensure_roles
from standfirst.stories.tests.factories import make_user
from standfirst.translation.models import TranslationUnit
from standfirst.translation.pairing.tmx import Pair, write
from standfirst.translation.tests.stories import make_translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]


def test_writers_use_glossary_and_memory_and_editors_bring_memories_in(client):
    story = make_translation()
    content = b"".join(write([Pair("One", "Bir", "en", "az")], "1"))
    roles = ensure_roles()
    for role, may in ((WRITERS, False), (EDITORS, True)):
        user = make_user(f"{role}@example.org".lower())
        user.is_superuser = False
        user.save()
        user.groups.set([roles[role]])
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        desk = client.get(reverse("standfirst_translation:desk", args=[story.pk]))
        assert (desk.status_code == 200) is may, "a writer edits their own stories only"
        assert client.get(reverse("wagtailsnippets_translation_glossaryentry:add")).status_code == 200
        assert client.get(reverse("standfirst_translation:memory")).status_code == 200
        client.post(reverse("standfirst_translation:memory"), {"file": SimpleUploadedFile("m.tmx", content)})
        assert TranslationUnit.objects.exists() is may
