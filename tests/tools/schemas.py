"""Schemas of formats: what is wrong with a document of JSON or XML."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

from tests.tools.validators import installed

HERE = Path(__file__).parent / "schemas"
FORMATS = FormatChecker()


# jsonschema checks these only where further packages are, and says nothing where they aren't.
@FORMATS.checks("date-time", ValueError)
def _date_time(value: object) -> bool:
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


@FORMATS.checks("uri", ValueError)
def _uri(value: object) -> bool:
    return not isinstance(value, str) or (
        bool(urlsplit(value).scheme) and value.isascii() and " " not in value
    )


@cache
def _json(name: str) -> Draft202012Validator:
    schema = json.loads((HERE / f"{name}.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FORMATS)


def json_errors(name: str, body: bytes) -> list[str]:
    """Return what the JSON Schema ``name`` says against ``body``. An address it would have to fetch is an error."""
    return [f"{each.json_path}: {each.message[:300]}" for each in _json(name).iter_errors(json.loads(body))]


@cache
def _xml(name: str) -> etree.XMLSchema:
    text = (HERE / f"{name}.xsd").read_text()
    text = text.replace("PROTOCOL", (installed() / "sitemap/schema/sitemap.xsd").as_uri())
    return etree.XMLSchema(etree.fromstring(text.encode(), base_url=(HERE / f"{name}.xsd").as_uri()))


def xml_errors(name: str, body: bytes) -> list[str]:
    """Return what the XML schema ``name`` says against ``body``."""
    schema = _xml(name)
    schema.validate(etree.fromstring(body))
    return [f"{each.line}: {each.message}" for each in schema.error_log]
