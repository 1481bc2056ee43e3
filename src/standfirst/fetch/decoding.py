"""Undoing one Content-Encoding without being flooded by it."""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

ACCEPTED = "gzip, deflate, br"
_STEP = 64 * 1024
_MAX_MEMBERS = 64


class UnreadableEncoding(ValueError):
    """The bytes are not what Content-Encoding says, or it names something we did not ask for."""


class Decoder(Protocol):
    """Turns pieces from the wire into pieces of content, each of bounded size."""

    def feed(self, piece: bytes) -> Iterator[bytes]: ...

    def complete(self) -> bool: ...


class _Plain:
    def feed(self, piece: bytes) -> Iterator[bytes]:
        yield piece

    def complete(self) -> bool:
        return True


class _Zlib:
    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS if gzip else zlib.MAX_WBITS)
        self._started = False
        self._members = 1

    def feed(self, piece: bytes) -> Iterator[bytes]:
        while piece:
            if self._inner.eof and not self._next_member(piece):
                return
            content = self._decompress(piece)
            if content:
                yield content
            piece = self._inner.unconsumed_tail or self._inner.unused_data

    def complete(self) -> bool:
        return self._inner.eof or not self._started

    def _next_member(self, piece: bytes) -> bool:
        # A gzip file may be several in a row (RFC 1952, 2.2); anything else behind the end is ignored.
        if not self._gzip or piece[:1] != b"\x1f" or self._members == _MAX_MEMBERS:
            return False
        self._members += 1
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True

    def _decompress(self, piece: bytes) -> bytes:
        first, self._started = not self._started, True
        try:
            return self._inner.decompress(piece, _STEP)
        except zlib.error as error:
            if self._gzip or not first:
                raise UnreadableEncoding(str(error)) from error
        # Many servers send "deflate" without the zlib frame that RFC 9110 asks for.
        self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._decompress(piece)


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()
        self._started = False

    def feed(self, piece: bytes) -> Iterator[bytes]:
        self._started = True
        try:
            yield self._inner.process(piece, output_buffer_limit=_STEP)
            while not self._inner.can_accept_more_data():
                yield self._inner.process(b"", output_buffer_limit=_STEP)
        except brotli.error as error:
            raise UnreadableEncoding(str(error)) from error

    def complete(self) -> bool:
        return not self._started or bool(self._inner.is_finished())


def decoder_for(content_encoding: str) -> Decoder:
    """Raises UnreadableEncoding for two encodings on top of each other, and for unknown ones."""
    match content_encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Zlib(gzip=True)
        case "deflate":
            return _Zlib(gzip=False)
        case "br":
            return _Brotli()
    raise UnreadableEncoding(content_encoding)
