"""Changes of pictures."""

from __future__ import annotations

from io import BytesIO

from tests.bake.changes.world import World, change
from tests.bake.making import picture
from tests.tools.forms import submit


@change
def change_a_picture_through_the_form(world: World) -> None:
    from standfirst.media.models import Picture

    found = world.one(Picture.objects.all())
    submit(
        world.editor(), f"/admin/images/{found.pk}/", title=world.word(), credit=world.word(),
        alternative_text__en=world.word(),
    )  # fmt: skip


@change
def put_another_file_in_a_picture(world: World) -> None:
    from django.core.files.base import ContentFile
    from PIL import Image

    from standfirst.media.models import Picture

    found = world.one(Picture.objects.all())
    content = BytesIO()
    Image.new("RGB", (20, 12), f"#{world.dice.randrange(0x1000000):06x}").save(content, "PNG")
    found.file.save("x.png", ContentFile(content.getvalue()), save=False)
    found._set_image_file_metadata()
    found.save()


@change
def delete_a_picture(world: World) -> None:
    from standfirst.media.models import Picture

    if Picture.objects.count() < 2:
        picture(f"#{world.dice.randrange(0x1000000):06x}", world.word())
    else:
        submit(world.editor(), f"/admin/images/{world.one(Picture.objects.all()).pk}/delete/")
