import gzip
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest

from standfirst.theme import assets
from standfirst.theme.documents import AssetKind

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_an_address_names_the_bytes_behind_it() -> None:
    for path in AssetKind().paths():
        rendered = AssetKind().render(path, NOW)
        assert rendered is not None
        assert assets.digest(rendered.body) in path
        assert rendered.content_type == assets.media_type(assets.by_path()[path])


def test_the_style_sheet_asks_only_for_assets_that_exist() -> None:
    style = assets.contents("site.css").decode()
    asked = re.findall(r'url\("([^"]+)"\)', style)
    assert asked
    assert set(asked) <= set(assets.by_path())
    assert style.count("{") == style.count("}")


def test_an_unknown_asset_is_an_error_and_no_document() -> None:
    with pytest.raises(KeyError):
        assets.asset("other.css")
    assert AssetKind().render("/assets/site.00000000.css", NOW) is None


def test_scripts_stay_small() -> None:
    sizes = {name: len(assets.contents(name)) for name in assets.names() if name.endswith(".js")}
    only_for_dossiers, only_for_reports = sizes.pop("dossier.js"), sizes.pop("reports.js")
    assert sum(sizes.values()) <= 10_000
    assert only_for_dossiers <= 3_000
    assert only_for_reports <= 7_500


@pytest.mark.parametrize(
    ("script", "letters"),
    [
        ("latin", "əğışçöüƏĞİŞÇÖÜ₼"), ("cyrillic", "абвгдёжзийщъыьэюяЁЇ0123456789,.«»—"),
        ("armenian", "աբգԱԲԳև"), ("georgian", "აბგდ"), ("arabic", "پچژگکی۰۱۲۳"),
    ],
)  # fmt: skip
def test_every_letter_is_in_the_fonts(script: str, letters: str) -> None:
    fonts = pytest.importorskip("fontTools.ttLib")
    for name in assets.names():
        if name.endswith(f"{script}.woff2") and not (
            script == "latin" and name.startswith(("ui", "display"))
        ):
            covered = fonts.TTFont(BytesIO(assets.contents(name))).getBestCmap()
            assert not [letter for letter in letters if ord(letter) not in covered], name


@pytest.mark.parametrize("script", ["latin", "cyrillic"])
def test_a_story_page_keeps_to_its_budget(script: str) -> None:
    from standfirst.theme.tests import gallery

    language = {"latin": "az", "cyrillic": "ru"}[script]
    fonts = sum(len(assets.contents(name)) for name in assets.names() if name.endswith(f"{script}.woff2"))
    rest = [gallery.pages(language)["2026/04/story-0/"]]
    rest += [assets.contents(name) for name in ("site.css", "site.js", "preferences.js")]
    assert fonts + sum(len(gzip.compress(each)) for each in rest) <= 150_000
