"""Addresses of licences, from their names."""

import re

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)")
_OTHERS = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "PDM-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
}


def licence_url(licence: str) -> str:
    """Return the address of a licence named as SPDX does (``CC-BY-4.0``); empty where we know none."""
    name = licence.strip().upper().replace(" ", "-")
    if name in _OTHERS:
        return _OTHERS[name]
    found = _CREATIVE_COMMONS.fullmatch(name)
    if not found:
        return ""
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
