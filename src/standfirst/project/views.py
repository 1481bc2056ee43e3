"""The app's side of the public site: the documents, rendered on request."""

from allauth.account.views import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from standfirst.keys import documents
from standfirst.readers.languages import app_language


# Documents hold no secret that compression could give away; pages of the app are sent as they are.
@gzip_page
@require_safe
def document(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the document at the requested path, or with the one that says that there is none."""
    status = 0
    try:
        found = documents.render("/" + path, timezone.now()).rendered
    except documents.NoDocument:
        status = 404
        try:
            found = documents.render(f"/{app_language()}/404.html", timezone.now()).rendered
        except documents.NoDocument:
            raise Http404 from None
    response = HttpResponse(found.body, content_type=found.content_type, status=status or found.status)
    if found.location:
        response["Location"] = found.location
    return response


class SignIn(RedirectView):
    """Wagtail's sign-in address: leads to the only sign-in there is."""

    query_string = True

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        """Return the account page's address with what was asked for."""
        query = self.request.META.get("QUERY_STRING", "")
        return f"{reverse('account_login')}?{query or 'next=/admin/'}"


def sign_out(request: HttpRequest) -> HttpResponse:
    """Wagtail's sign-out address: ends the session on POST, asks on GET."""
    return logout(request)
