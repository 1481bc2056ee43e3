"""How a standing page's body becomes HTML: by the renderer of the room that knows pictures and links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Renderer = Callable[[Any, str], str]
_renderers: list[Renderer] = []


def register(renderer: Renderer) -> None:
    """Set what renders bodies: ``renderer(stream value, language)`` returns safe HTML. Called from ``ready``."""
    _renderers[:] = [renderer]


def body_html(body: Any, language: str) -> str:
    """Return ``body`` as safe HTML.

    Raises:
        RuntimeError: no room has registered a renderer.
    """
    if not _renderers:
        raise RuntimeError("No renderer of bodies: call publication.bodies.register in an AppConfig.ready.")
    return _renderers[0](body, language)
