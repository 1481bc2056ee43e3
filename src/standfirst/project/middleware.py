"""What happens around every request: headers, and the language of the address."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
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


_TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml")


class TextCompression(GZipMiddleware):
    """Send text compressed: a page of the app is then one round trip, also on a bad line.

    Django adds a random number of bytes to each answer, so that its length says nothing of secrets in it. What is
    downloaded (archives, pictures) is sent as it is, with its length.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(_TEXT):
            return response
        return super().process_response(request, response)


def language_of_address(answer: Answer) -> Answer:
    """Speak the language that the address names; elsewhere the one the browser prefers among the publication's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of_path(request.path_info) or preferred_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or language)
            return response

    return middleware
