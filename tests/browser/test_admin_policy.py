"""The editor's journey under the admin's strict policy: nothing inline, nothing blocked."""

import os
import re
from io import BytesIO

import pytest
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import sync_playwright
from wagtail.models import Locale, Page

from standfirst.publication.models import HomePage, Publication, StoryContainer
from standfirst.readers.tests.people import PASSWORD, code, editor, enrol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.reportViolation(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile || ""} ${event.sample}`);
});
"""


@pytest.fixture
def browser_page(live_server, settings, monkeypatch):
    """A page that notes every violation, and the publication it works on."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    cache.clear()
    violations: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        )
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        context.expose_function("reportViolation", violations.append)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: violations.append(f"{page.url}: {error}"))
        yield page, live_server.url, violations
        browser.close()


def _publication() -> HomePage:
    locale = Locale.objects.get_or_create(language_code="en")[0]
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    home = root.add_child(instance=HomePage(title="Home", slug="home-en", locale=locale))
    home.add_child(instance=StoryContainer(title="Stories", slug="stories-en", locale=locale))
    Publication.objects.create(name={"en": "Digest"})
    return home


def _sign_in(page, url: str) -> None:
    user = editor()
    secret = enrol(user)
    page.goto(f"{url}/admin/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile("2fa/authenticate"))
    page.fill("[name=code]", code(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url(re.compile("/admin/$"))


def _picture() -> dict:
    body = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(body, "PNG")
    return {"name": "navy.png", "mimeType": "image/png", "buffer": body.getvalue()}


def test_an_editors_journey_breaks_no_policy(browser_page):
    page, url, violations = browser_page
    home = _publication()
    _sign_in(page, url)
    for path in (
        "/admin/pages/",
        f"/admin/pages/{home.pk}/edit/",
        f"/admin/pages/{home.pk}/history/",
        "/admin/reports/site-history/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/images/multiple/add/",
        "/admin/users/",
        "/admin/users/new/",
        "/admin/groups/new/",
        "/admin/account/",
        "/admin/workflows/add/",
        "/admin/settings/publication/publication/",
    ):
        response = page.goto(url + path)
        assert response.status == 200, path
        page.wait_for_load_state("networkidle")

    page.goto(f"{url}/admin/images/multiple/add/")
    page.set_input_files("input[type=file]", _picture())
    page.wait_for_selector("[name$=title]")

    page.goto(f"{url}/admin/pages/add/publication/standingpage/{home.pk}/")
    page.fill("[name=title]", "About us")
    page.locator("[data-streamfield-stream-container] button, .c-sf-add-button").first.click()
    page.locator("[role=option]").first.click()
    page.wait_for_timeout(500)
    page.locator("[aria-label='Toggle preview'], [data-side-panel-toggle=preview], [aria-label*=review]").first.click()
    page.wait_for_timeout(1500)
    page.locator("[data-dialog-id=schedule-publishing-dialog], [data-a11y-dialog-show=schedule-publishing-dialog]").first.evaluate("e => e.click()")
    page.locator("[name=go_live_at]").evaluate("e => e.focus()")
    page.wait_for_selector(".xdsoft_datetimepicker >> visible=true")
    assert violations == []


def test_enrolling_a_second_factor_breaks_no_policy(browser_page):
    page, url, violations = browser_page
    _publication()
    editor()
    page.goto(f"{url}/admin/")
    page.fill("[name=login]", "editor@example.org")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile("/account/2fa/$"))
    page.goto(f"{url}/_/en/account/2fa/totp/activate/")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile("totp/activate"))
    secret = page.input_value("#authenticator_secret")
    page.fill("[name=code]", code(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url(re.compile("recovery-codes"))
    for path in ("webauthn/add/", "webauthn/", "recovery-codes/", ""):
        page.goto(f"{url}/_/en/account/2fa/{path}")
    page.goto(f"{url}/admin/")
    assert "reauthenticate" in page.url
    assert violations == []
