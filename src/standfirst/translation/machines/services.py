"""The protocols of LibreTranslate and DeepL, and a machine for tests that needs no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from standfirst.fetch import Network
from standfirst.publication.languages import primary
from standfirst.translation.machines.face import ask, checked, portions


@dataclass(frozen=True)
class LibreTranslate:
    """``POST /translate`` of LibreTranslate 1.x: lists of HTML, languages by their first part."""

    address: str
    key: str = ""
    network: Network = field(default_factory=Network)
    name: str = "libretranslate"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See ``face.Machine``."""
        out: list[str] = []
        for portion in portions(texts):
            said = {"q": portion, "source": primary(source), "target": primary(target), "format": "html"}
            found = ask(
                f"{self.address}/translate", said | ({"api_key": self.key} if self.key else {}), self.network
            )
            out += checked(found.get("translatedText") if isinstance(found, dict) else None, len(portion))
        return out


@dataclass(frozen=True)
class DeepL:
    """``POST /v2/translate`` of DeepL's API: XML in which ``x`` is kept, the variant of a target language named."""

    address: str
    key: str
    network: Network = field(default_factory=Network)
    name: str = "deepl"

    _VARIANTS = {"en": "EN-GB", "pt": "PT-PT", "zh": "ZH-HANS"}

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See ``face.Machine``."""
        wanted = self._VARIANTS.get(target.lower(), target.upper())
        out: list[str] = []
        for portion in portions(texts):
            said = {
                "text": portion,
                "source_lang": primary(source).upper(),
                "target_lang": wanted,
                "tag_handling": "xml",
            }
            found = ask(
                f"{self.address}/v2/translate",
                said,
                self.network,
                {"authorization": f"DeepL-Auth-Key {self.key}"},
            )
            given = found.get("translations") if isinstance(found, dict) else None
            given = [each.get("text") if isinstance(each, dict) else None for each in given or ()]
            out += checked(given, len(portion))
        return out


@dataclass(frozen=True)
class Dummy:
    """Says which language was asked for, and repeats the text: for tests and for a look at the desk."""

    name: str = "dummy"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See ``face.Machine``."""
        return [f"[{primary(source)}→{primary(target)}] {text}" for text in texts]
