"""Pictures as pages need them."""

from __future__ import annotations

from standfirst.keys.recording import read
from standfirst.media.licences import licence_url
from standfirst.media.models import Picture
from standfirst.media.renditions import FORMATS, parse_spec
from standfirst.media.values import PictureValue, Variant
from standfirst.publication.text import text_in

_ORDER = {name: place for place, name in enumerate(FORMATS)}


def picture_value(picture: Picture | None, language: str, caption: str = "") -> PictureValue | None:
    """Return ``picture`` with its files, or None where there is no picture or it has no files (yet).

    Only reads: files are made by ``media.actions.prepare``, after which ``picture:<uid>`` changes. In lists,
    use ``prefetch_related("<picture>__renditions")`` and this costs no query.
    """
    if picture is None:
        return None
    read(f"picture:{picture.uid}")
    variants = []
    for row in picture.renditions.all():
        parsed = parse_spec(row.filter_spec)
        if parsed:
            form = parsed[1]
            variants.append((_ORDER[form.name], row.width, row.file.url, row.height, form.media_type))
    if not variants:
        return None
    return PictureValue(
        uid=picture.uid,
        alternative_text="" if picture.is_decorative else text_in(picture.alternative_text, language),
        credit=picture.credit or picture.creator or picture.copyright_notice,
        licence=picture.licence,
        licence_url=licence_url(picture.licence),
        variants=tuple(
            Variant(path, width, height, media_type)
            for _, width, path, height, media_type in sorted(variants)
        ),
        caption=caption,
        source_url=picture.source_url,
    )
