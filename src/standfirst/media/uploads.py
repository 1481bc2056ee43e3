"""What may come in as a picture, and what is kept of it: never the bytes that were sent."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile, ImageOps

from standfirst.media.metadata import Found, read_metadata

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 25_000_000
MAX_SIDE = 12_000
"""Longest side in pixels; WebP ends at 16,383."""
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
EXTENSIONS = {"JPEG": ".jpg", "PNG": ".png"}
_LOSSLESS = frozenset({"PNG", "GIF"})
# What Pillow's decoders raise on files that are broken or made to break them.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError,
    EOFError, MemoryError, RuntimeError, AssertionError, struct.error, zlib.error,
)  # fmt: skip


class UploadRefused(ValueError):
    """These bytes are no picture we take. The message says why and what to do, for an editor."""


class Accepted(ContentFile[bytes]):
    """A re-encoded picture, free of everything but its pixels, with what its metadata said."""

    def __init__(self, content: bytes, picture_format: str, found: Found) -> None:
        super().__init__(content, name=f"picture{EXTENSIONS[picture_format]}")
        self.format = picture_format
        self.found = found


@dataclass(frozen=True)
class _Opened:
    image: ImageFile.ImageFile
    found: Found
    lossless: bool


def accepted(content: bytes) -> Accepted:
    """Return ``content`` re-encoded: upright, in sRGB, without metadata. JPEG, or PNG where it was or has alpha.

    Raises:
        UploadRefused: too big, not one of the formats we take, animated, broken, or SVG.
    """
    opened = _open(content)
    try:
        pixels = _upright_srgb(opened.image)
        output = BytesIO()
        if opened.lossless or pixels.mode == "RGBA":
            pixels.save(output, "PNG", compress_level=6)
            kept = "PNG"
        else:
            pixels.save(output, "JPEG", quality=92, subsampling=0)
            kept = "JPEG"
    except BROKEN as error:
        raise UploadRefused(
            _("This picture is broken: it can't be read to its end. Save it anew.")
        ) from error
    return Accepted(output.getvalue(), kept, opened.found)


def _open(content: bytes) -> _Opened:
    if len(content) > MAX_BYTES:
        raise UploadRefused(
            _("This file has %(size)d MB. Upload a picture of at most %(most)d MB.")
            % {"size": -(-len(content) // 1_048_576), "most": MAX_BYTES // 1_048_576}
        )
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<") or b"<svg" in start:
        raise UploadRefused(
            _("SVG pictures and web pages can carry scripts, so they are not taken. Upload a PNG of it.")
        )
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UploadRefused(_too_many_pixels()) from error
    except BROKEN as error:
        raise UploadRefused(
            _("This is not a picture we can read. Upload a JPEG, PNG, WebP, AVIF or GIF.")
        ) from error
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise UploadRefused(_too_many_pixels())
    try:
        # Cameras put a second, smaller picture behind the first ("MPO"): that is no animation.
        if image.format != "MPO" and getattr(image, "is_animated", False):
            raise UploadRefused(
                _("This picture moves. Upload one of its frames: moving pictures aren't taken.")
            )
        return _Opened(image, read_metadata(image), image.format in _LOSSLESS)
    except BROKEN as error:
        if isinstance(error, UploadRefused):
            raise
        raise UploadRefused(_("This picture is broken. Save it anew and upload that.")) from error


def _too_many_pixels() -> str:
    return _(
        "This picture is too large. Upload one of at most %(pixels)d megapixels, no side above %(side)d pixels."
    ) % {"pixels": MAX_PIXELS // 1_000_000, "side": MAX_SIDE}


def _upright_srgb(image: Image.Image) -> Image.Image:
    """Decode, turn as EXIF says, convert to sRGB; RGBA where a pixel is not opaque, else RGB."""
    image.load()
    upright = ImageOps.exif_transpose(image)
    alpha = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    upright = _in_srgb(upright)
    if upright.mode.startswith("I") or upright.mode == "F":
        upright = upright.point(lambda value: value / 256).convert("L")
    if alpha:
        upright = upright.convert("RGBA")
        lowest, _highest = upright.getchannel("A").getextrema()
        alpha = lowest != 255
    pixels = upright if alpha else upright.convert("RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, *BROKEN):
        # A profile that can't be used is as good as none.
        return image
    return converted or image
