import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from standfirst.media import uploads
from standfirst.media.metadata import Found, xmp_packet
from standfirst.media.tests.conftest import decoded, encoded
from standfirst.media.uploads import UploadRefused, accepted

RED = Image.new("RGB", (40, 20), "red")


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be large and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(6000, 5000), (40_000, 40_000), (12_001, 1), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_from_its_header(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded"))
    with pytest.raises(UploadRefused, match=r"too large|can read"):
        accepted(png_header(*size))


def test_a_picture_of_25_megapixels_is_taken() -> None:
    content = encoded(Image.new("1", (5000, 5000)), "PNG")
    assert decoded(accepted(content).read()).size == (5000, 5000)


def test_a_file_over_20_megabytes_is_refused() -> None:
    with pytest.raises(UploadRefused, match="20 MB"):
        accepted(b"\xff\xd8" + bytes(uploads.MAX_BYTES))


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE svg><svg/>',
        b"GIF89a <SVG onload=alert(1)>",
    ],
)
def test_svg_is_refused_with_what_to_do_instead(content: bytes) -> None:
    with pytest.raises(UploadRefused, match="Upload a PNG"):
        accepted(content)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_refused(form: str) -> None:
    content = encoded(RED, form, save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")])
    with pytest.raises(UploadRefused, match="moves"):
        accepted(content)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7", b"BM" + bytes(60)])
def test_what_is_no_picture_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(UploadRefused, match="JPEG"):
        accepted(content)


def test_a_picture_cut_short_is_refused() -> None:
    noise = Image.effect_noise((200, 200), 90)
    with pytest.raises(UploadRefused, match="broken"):
        accepted(encoded(noise, "PNG")[:9000])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 800), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "AVIF"]))
def test_no_damage_does_more_than_refuse(noise: bytes, at: int, form: str) -> None:
    content = encoded(Image.linear_gradient("L").resize((30, 30)), form)
    damaged = content[:at] + noise + content[at + len(noise) :]
    try:
        decoded(accepted(damaged).read()).load()
    except UploadRefused as refused:
        assert str(refused)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (encoded(RED), "JPEG"),
        (encoded(RED, "WEBP"), "JPEG"),
        (encoded(RED, "AVIF"), "JPEG"),
        (encoded(RED, "PNG"), "PNG"),
        (encoded(RED, "GIF"), "PNG"),
        (encoded(Image.new("CMYK", (40, 20))), "JPEG"),
        (encoded(Image.new("I;16", (40, 20), 30_000), "PNG"), "PNG"),
        (encoded(Image.new("RGBA", (40, 20), (1, 2, 3, 4)), "WEBP", lossless=True), "PNG"),
    ],
)
def test_each_format_is_encoded_anew(content: bytes, kept: str) -> None:
    upload = accepted(content)
    image = decoded(upload.read())
    assert (image.format, image.size, upload.format) == (kept, (40, 20), kept)


def test_bytes_behind_the_picture_are_gone() -> None:
    assert b"<script>" not in accepted(encoded(RED) + b"<script>alert(1)</script>").read()


def test_a_picture_is_turned_upright_and_its_place_is_stripped() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = "Leyla Әliyeva"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (40.0, 22.0, 0.0)
    upload = accepted(encoded(RED, "JPEG", exif=exif))
    image = decoded(upload.read())
    assert image.size == (20, 40)
    assert dict(image.getexif()) == {} and "exif" not in image.info and "xmp" not in image.info


def iim(**records: bytes) -> bytes:
    codes = {"creator": 80, "credit": 110, "notice": 116}
    data = b"\x1c\x01\x5a" + struct.pack(">H", 3) + b"\x1b%G"
    for name, value in records.items():
        data += b"\x1c\x02" + bytes([codes[name]]) + struct.pack(">H", len(value)) + value
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(data)) + data
    return b"Photoshop 3.0\0" + resource + b"\0" * (len(data) % 2)


def test_creator_credit_and_copyright_are_read_from_iptc() -> None:
    jpeg = encoded(RED)
    segment = iim(creator="Ə. Məmmədov".encode(), credit=b"Agency", notice="© Agency".encode())
    content = jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]
    assert accepted(content).found == Found("Ə. Məmmədov", "Agency", "© Agency")


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF"])
def test_xmp_is_read_and_outranks_the_older_ways(form: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Somebody else"
    exif[ExifTags.Base.Copyright] = "Free"
    said = Found("Автор & <b>", "Агентство", "")
    found = accepted(encoded(RED, form, xmp=xmp_packet(said), exif=exif)).found
    assert found == Found("Автор & <b>", "Агентство", "Free")


@pytest.mark.parametrize(
    "packet",
    [
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
        b"<x>" * 400 + b"</x>" * 400,
    ],
)
def test_hostile_metadata_says_nothing_and_stops_nothing(packet: bytes) -> None:
    assert accepted(encoded(RED, xmp=packet)).found == Found()


def test_a_profile_of_colour_is_applied_not_kept() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (profile, b"no profile"):
        image = decoded(accepted(encoded(RED, icc_profile=icc)).read())
        assert "icc_profile" not in image.info
        red, green, _blue = image.convert("RGB").getpixel((5, 5))
        assert red > 240 and green < 15


def test_the_accepted_file_is_named_by_its_format() -> None:
    assert accepted(encoded(RED, "GIF")).name == "picture.png"
    assert BytesIO(accepted(encoded(RED)).read()).getbuffer().nbytes > 100
