"""Takes the README's pictures of a new sample publication: ``python -m tests.tools.pictures``."""

from __future__ import annotations

import re
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.tools import reader_sites
from tests.tools.browser import chromium
from tests.tools.reader_sites import LEAD
from tests.tools.sample import EDITOR, Sample, made_once, served

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SCREEN = {"width": 1180, "height": 940}
PHONE = {"width": 390, "height": 800}
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def keep(page: Page, name: str) -> None:
    """Write what ``page`` shows into the README's folder."""
    shot = Image.open(BytesIO(page.screenshot()))
    shot.save(PICTURES / f"{name}.webp", quality=72, method=6)


def show(page: Page, selector: str, above: int = 90) -> None:
    """Scroll until the first match of ``selector`` is ``above`` pixels below the top."""
    page.locator(selector).first.wait_for()
    page.evaluate(
        "([selector, above]) => window.scrollTo({top: document.querySelector(selector)"
        ".getBoundingClientRect().top + window.scrollY - above, behavior: 'instant'})",
        [selector, above],
    )
    page.wait_for_timeout(300)


def visitor(browser: Browser, site: Sample, **options: Any) -> Page:
    """Return a page of somebody who has answered the question for consent."""
    context = browser.new_context(**{"viewport": SCREEN, "color_scheme": "light", **options})
    page = context.new_page()
    page.goto(f"{site.base}/en/")
    answer = page.locator(".consent button")
    if answer.count():
        answer.first.click()
    return page


def readers(browser: Browser, site: Sample) -> None:
    """What readers get."""
    page = visitor(browser, site)
    keep(page, "home")
    page.locator("main a", has_text=LEAD).first.click()
    page.wait_for_load_state("networkidle")
    keep(page, "story")
    show(page, ".origin")
    keep(page, "origin-and-sources")
    page.goto(f"{site.base}/_/en/search/?q=source")
    keep(page, "search")
    page.goto(f"{site.base}/en/newest/")
    page.locator(".card-headline a", has_text="A correction stays").first.click()
    page.locator(".changes a").first.click()
    page.locator(".runs").first.wait_for()
    keep(page, "correction")
    page.goto(f"{site.base}/ru/")
    keep(page, "russian")
    phone = visitor(browser, site, viewport=PHONE, color_scheme="dark", is_mobile=True, has_touch=True)
    phone.goto(f"{site.base}/az/")
    keep(phone, "phone-dark")


def passkeys(browser: Browser, site: Sample) -> Page:
    """Give the editor a passkey and sign in with it; return the page."""
    page = visitor(browser, site)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    reader_sites.sign_in(page, site.base, EDITOR, site.password)
    page.wait_for_load_state("networkidle")
    page.goto(f"{site.base}/_/en/account/2fa/webauthn/add/")
    if "/reauthenticate/" in page.url:
        reader_sites.say_who(page, site.password)
    page.fill("[name=name]", "Phone")
    if page.locator("[name=passwordless]").count():
        page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile("recovery-codes"))
    page.goto(f"{site.base}/_/en/account/2fa/webauthn/")
    keep(page, "passkeys")
    page.goto(f"{site.base}/_/en/account/logout/")
    page.click("main button[type=submit] >> nth=0")
    page.goto(f"{site.base}/_/en/account/login/")
    page.click("#passkey_login")
    page.wait_for_url(re.compile("saved|admin"))
    return page


def editors(page: Page, site: Sample) -> None:
    """What editors do."""
    page.goto(f"{site.base}/admin/")
    page.wait_for_load_state("networkidle")
    keep(page, "desk")
    page.goto(f"{site.base}/admin/pages/?q={LEAD}")
    page.locator("main a", has_text=LEAD).first.click()
    page.wait_for_url(re.compile("/edit/"))
    page.get_by_role("tab", name="Citations and changes").click()
    show(page, ".standfirst-citations")
    keep(page, "citations-panel")
    page.goto(f"{site.base}/admin/")
    page.locator("a[href*='/pages/add/stories/story/']").first.click()
    page.wait_for_url(re.compile("/pages/add/"))
    page.fill("[name=title]", "What a reader sees of a correction")
    page.keyboard.press("Control+S")
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    page.locator(".standfirst-problems").wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    keep(page, "form")


def main() -> None:
    """Take them all."""
    with (
        tempfile.TemporaryDirectory(prefix="standfirst-pictures-") as folder,
        served(made_once(Path(folder) / "made"), Path(folder) / "demo") as site,
        chromium() as browser,
    ):
        readers(browser, site)
        editors(passkeys(browser, site), site)


if __name__ == "__main__":
    main()
