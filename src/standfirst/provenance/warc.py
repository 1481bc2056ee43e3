"""A copy of a page as a file others can read: WARC 1.1 (ISO 28500:2017), each record packed by itself."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from standfirst import __version__
from standfirst.fetch import Exchange
from standfirst.fetch.decoding import UnreadableEncoding, decoder_for
from standfirst.provenance.copies import MOST_BYTES, Page


class UnreadableCopy(Exception):
    """The file of a copy is missing or damaged."""


def write(path: Path, exchanges: Sequence[Exchange], contact: str) -> int:
    """Write ``exchanges`` into the new file ``path``, which is there whole or not at all. Returns its bytes.

    Each has a record of the answer and one of the request. What came in chunks is stored in one piece, without the header
    that says so; the answer of a redirect was not read, which its record says.

    Raises:
        OSError: it can't be written.
    """
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    about = {
        "software": f"Standfirst/{__version__}",
        "format": "WARC File Format 1.1",
        "operator": contact,
        "robots": "obeyed",
    }
    writer.write_record(writer.create_warcinfo_record(path.name, about))
    for exchange in exchanges:
        _pair(writer, exchange, is_last=exchange is exchanges[-1])
    data = buffer.getvalue()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return len(data)


def _pair(writer: WARCWriter, exchange: Exchange, *, is_last: bool) -> None:
    said = {"WARC-Date": exchange.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    headers = [(name, value) for name, value in exchange.headers if name.lower() != "transfer-encoding"]
    if is_last:
        headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
        headers.append(("Content-Length", str(len(exchange.body))))
    response = writer.create_warc_record(
        exchange.url,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        warc_headers_dict=said if is_last else said | {"WARC-Truncated": "unspecified"},
        http_headers=StatusAndHeaders(
            f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1"
        ),
    )
    request = writer.create_warc_record(
        exchange.url,
        "request",
        payload=BytesIO(exchange.head),
        length=len(exchange.head),
        warc_headers_dict=dict(said),
    )
    writer.write_request_response_pair(request, response)


def read(path: Path) -> Page:
    """Return the page in a copy: the last answer of its file, unpacked within our limits.

    Raises:
        UnreadableCopy: there is no such file, or no answer in it that can be read.
    """
    found: Page | None = None
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    kind = record.http_headers.get_header("Content-Type") or ""
                    packing = record.http_headers.get_header("Content-Encoding") or ""
                    found = Page(_unpacked(record.raw_stream.read(MOST_BYTES), packing), kind)
    except (OSError, ArchiveLoadFailed, UnreadableEncoding, AttributeError, zlib.error) as error:
        raise UnreadableCopy(str(error)) from error
    if found is None:
        raise UnreadableCopy(path.name)
    return found


def _unpacked(packed: bytes, packing: str) -> bytes:
    content = bytearray()
    for part in decoder_for(packing).feed(packed):
        content += part
        if len(content) > MOST_BYTES:
            raise UnreadableEncoding("too large")
    return bytes(content)
