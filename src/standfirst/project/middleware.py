"""What happens around every request: headers, and the language of the address."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from standfirst.project.headers import headers_for
from standfirst.readers.languages import language_of_path, preferred_language

Answer = Callable[[HttpRequest], HttpResponse]


def security_headers(answer: Answer) -> Answer:
    """Set the headers of ``headers_for``; what a view set itself stays only where it is stricter than nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in headers_for(request.path_info).items():
            response[name] = value
        return response

    return middleware


def language_of_address(answer: Answer) -> Answer:
    """Speak the language that the address names; elsewhere the one the browser prefers among the publication's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of_path(request.path_info) or preferred_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or language)
            return response

    return middleware
