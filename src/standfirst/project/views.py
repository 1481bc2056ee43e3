"""The app's side of the public site: the documents, rendered on request."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.keys import documents


@require_safe
def document(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the document at the requested path."""
    try:
        found = documents.render("/" + path, timezone.now()).rendered
    except documents.NoDocument:
        raise Http404 from None
    response = HttpResponse(found.body, content_type=found.content_type, status=found.status)
    if found.location:
        response["Location"] = found.location
    return response
