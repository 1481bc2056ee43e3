"""From records back to the file: what is read, written and read again is the same data."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from .dates import Edtf
from .durations import Duration
from .reading import FORMAT
from .records import Dossier, Override

_TEXT_FIELDS = frozenset({"title", "summary", "boundary_policy", "name", "text", "quote", "reason", "notice"})


def dossier_data(dossier: Dossier) -> dict[str, Any]:
    """A dossier as plain data of the file's shape: texts, numbers (int or Decimal), lists and mappings."""
    return {"format": FORMAT, **_record(dossier)}


def override_data(override: Override) -> dict[str, Any]:
    """An override as written."""
    return _record(override)


def write_yaml(dossier: Dossier) -> str:
    """A dossier as a YAML file that a reader of YAML 1.1 and one of 1.2 take for the same data."""
    return yaml.dump(
        dossier_data(dossier),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=110,
        default_flow_style=False,
    )


def _record(record: Any) -> dict[str, Any]:
    found = {}
    for item in fields(record):
        value = getattr(record, item.name)
        if value is not None and value != ():
            found[item.name.rstrip("_")] = _plain(item.name, value)
    return found


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, Edtf | Duration):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.adjusted() < 30 else value
    if is_dataclass(value):
        return _record(value)
    if isinstance(value, tuple):
        if name in _TEXT_FIELDS:
            return dict(value)
        return [_plain("", item) for item in value]
    return value


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    Decimal, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")
)
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+"), list("+-0123456789")
)
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    list("+-.0123456789"),
)
