"""An editor at a browser, for tests: what is pressed, and a count of everything that goes wrong meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page
from wagtail.models import Collection, Locale

from standfirst.publication.models import Publication
from standfirst.readers.actions import create_editor
from standfirst.readers.roles import ensure_workflow
from standfirst.readers.tests.people import PASSWORD
from standfirst.stories.tests.factories import make_publication

WATCH = """
document.addEventListener("securitypolicyviolation", (event) => {
  const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
  window.reportTrouble([location.pathname, violatedDirective, blockedURI, sourceFile, lineNumber].join(" "));
});
"""
PASTE = """([element, html]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "plain");
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def newsroom(languages: tuple[str, ...] = ("en", "az")) -> Publication:
    """Make a small publication with its roles and its way from writer to readers."""
    for language in languages:
        Locale.objects.get_or_create(language_code=language)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    publication = make_publication(languages)
    ensure_workflow()
    return publication


def person(role: str, name: str) -> str:
    """Make an editor in ``role`` and return the address to sign in with."""
    email = f"{name.lower()}@example.org"
    create_editor(email, PASSWORD, groups=[role], name=name)
    return email


def picture(name: str = "IMG_2034.png") -> dict[str, Any]:
    """Return a file for an upload field."""
    body = BytesIO()
    Image.new("RGB", (640, 400), "navy").save(body, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": body.getvalue()}


@contextmanager
def done(page: Page) -> Iterator[None]:
    """What is pressed in the block leads to another page, which says that it was done. The one that is left may too.

    The page that is left has to be there when the block begins.
    """
    page.locator("html").evaluate("page => { page.dataset.left = 'yes'; }")
    yield
    page.locator("html:not([data-left]) .messages .success").first.wait_for()


class Desk:
    """One person's browser. ``trouble`` collects policy violations, script errors and console errors."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.trouble: list[str] = []
        self.context = browser.new_context(viewport={"width": 1400, "height": 1000})
        # A wrapped function: Playwright sets attributes on what it exposes, which a bound built-in refuses.
        self.context.expose_function("reportTrouble", lambda text: self.trouble.append(text))  # noqa: PLW0108
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("pageerror", lambda error: self.trouble.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._console)
        self.page.on("dialog", lambda dialog: dialog.accept())

    def _console(self, said: ConsoleMessage) -> None:
        # An autosave of a form with an unfinished row is answered with 400, and the browser says so by itself.
        if said.type == "error" and "status of 400" not in said.text:
            self.trouble.append(f"{self.page.url}: {said.text}")

    def open(self, path: str) -> None:
        """Open an address that has to answer, and let its scripts start."""
        response = self.page.goto(self.url + path)
        assert response is not None and response.status == 200, f"{path}: {response and response.status}"
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")

    def sign_in(self, email: str) -> None:
        """Sign in where no second factor is asked for."""
        self.page.goto(f"{self.url}/admin/login/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(re.compile("/admin/$"))

    def add_block(self, label: str) -> Locator:
        """Add a block at the end of a story's body and return it."""
        body = self.page.locator("#panel-child-story-body-section")
        body.locator(".c-sf-add-button").last.click()
        self.page.get_by_role("option", name=label, exact=True).click()
        blocks = body.locator("[data-streamfield-stream-container] > [data-streamfield-child]")
        blocks.last.wait_for()
        return blocks.last

    def write(self, block: Locator, text: str) -> None:
        """Type into a block of running text."""
        block.locator("[contenteditable=true]").first.click()
        self.page.keyboard.type(text)

    def paste(self, block: Locator, html: str) -> None:
        """Paste formatted text into a block of running text."""
        element = block.locator("[contenteditable=true]").first
        self.page.evaluate(PASTE, [element.element_handle(), html])

    def choose(self, within: str, name: str, search: str = "") -> None:
        """Choose a record by its name in the chooser inside ``within``."""
        self.page.locator(f"{within} [data-chooser-action-choose]:visible").first.click()
        modal = self.page.locator(".modal-dialog")
        if search:
            modal.locator("input[type=search], [name=q]").first.fill(search)
            modal.locator(f"tbody >> text={name}").first.wait_for()
        modal.get_by_role("link", name=name).first.click()
        modal.wait_for(state="detached")

    def menu(self, action: str) -> None:
        """Press an entry of the menu beside the Save button."""
        self.page.locator(
            ".actions [data-w-dropdown-target=toggle], footer [aria-label='More actions']"
        ).last.click()
        self.page.get_by_role("button", name=action).or_(
            self.page.get_by_role("link", name=action)
        ).last.click()
