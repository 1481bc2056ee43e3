"""How much each address of the app takes: what hubs send is larger than a form, and no upload."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import reverse

from standfirst.project.server import bridge
from standfirst.project.web_server import APP_PREFIXES
from standfirst.wire.feeds.reader import MOST_BYTES

MB = 1024 * 1024


@dataclass
class Request:
    path: str
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=dict)
    size: int = 0

    async def __aiter__(self) -> Any:
        for _ in range(self.size // MB):
            yield b"x" * MB


def read(path: str, size: int, *, announced: bool) -> int:
    request = Request(path, headers={"content-length": str(size)} if announced else {}, size=size)
    return asyncio.run(bridge._read(request, request, io.BytesIO()))  # type: ignore[arg-type]


@pytest.mark.parametrize("announced", [True, False])
def test_a_hub_may_send_as_much_as_is_read_of_a_feed_and_no_more(announced):
    path = reverse("hub", args=["x" * 43])
    assert any(path.startswith(prefix) for prefix in APP_PREFIXES), "web servers in front pass it on"
    assert bridge.FEED_BODY > MOST_BYTES
    assert read(path, MOST_BYTES + MB, announced=announced) == MOST_BYTES + MB
    for other, size in ((path, 17 * MB), ("/_/en/search/", 2 * MB)):
        with pytest.raises(bridge.TooLarge):
            read(other, size, announced=announced)
