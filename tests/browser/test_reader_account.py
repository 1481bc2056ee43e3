"""An account's life on the sample publication, with and without scripts, and what it leaves on the device."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from standfirst.publication.device import stored_on_device
from standfirst.readers.tests.people import code
from tests.tools.browser import violations, watch
from tests.tools.reader_sites import LEAD, Site, register, say_who, sign_in

pytestmark = pytest.mark.browser
FIRST = "main button[type=submit] >> nth=0"
LOCAL = "Object.fromEntries(Object.entries(localStorage))"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    watch(opened)
    yield opened
    assert violations(opened) == []
    context.close()


def kept(page: Any) -> dict[str, str]:
    """What the device keeps: cookies and local storage, by name."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    return cookies | page.evaluate(LOCAL)


def lead_story(page: Any, base: str) -> None:
    page.goto(f"{base}/en/newest/")
    page.locator(".card-headline a", has_text=LEAD).first.click()
    page.wait_for_selector("article.story")


def test_without_scripts_a_reader_reads_registers_saves_follows_decides_and_leaves(
    browser: Any, sample: Site
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(sample.base)
    page.click(".chooser a[hreflang=en]")
    page.click(".menu-open")
    page.locator("#menu a", has_text="World").first.click()
    page.locator(".card-headline a", has_text=LEAD).click()
    assert page.locator("#consent").is_hidden() and page.locator(".settings").is_hidden()
    page.locator(".body a.cite").first.click()
    assert re.search(r"#source-\d+$", page.url)
    page.fill("#search-box", "BAKI")
    page.press("#search-box", "Enter")
    page.wait_for_selector(".search-results mark")

    page.goto(f"{sample.base}/en/")
    page.click(".account")
    page.locator("main a", has_text="Register").click()
    page.fill("[name=email]", "quiet@example.org")
    page.fill("[name=password1]", "short")
    page.click(FIRST)
    assert "at least 10 characters" in page.locator(".field-wrong .errorlist").inner_text()
    assert page.input_value("[name=email]") == "quiet@example.org"
    register(page, sample, "quiet@example.org")
    sign_in(page, sample.base, "quiet@example.org")
    expect(page.locator("main")).to_contain_text("Nothing yet")

    lead_story(page, sample.base)
    page.locator(".story-tools a", has_text="Save for later").click()
    page.locator("main button", has_text="Save").click()
    expect(page.locator(".app-list")).to_contain_text(LEAD)
    lead_story(page, sample.base)
    page.locator(".topics .follow").first.click()
    page.locator("main button", has_text="Follow").first.click()
    expect(page.locator(".app-list li")).to_have_count(1)
    page.locator("main button", has_text="Stop following").click()
    expect(page.locator(".app-list li")).to_have_count(0)
    page.locator(".app-nav a", has_text="Saved stories").click()
    page.locator("main button", has_text="Remove").click()
    expect(page.locator("main")).to_contain_text("Nothing yet")

    page.locator(".app-nav a", has_text="Display").click()
    page.check("[name=text_size][value=huge]")
    page.check("[name=colours][value=dark]")
    page.locator("main button", has_text="Keep").click()
    page.wait_for_url(re.compile("kept"))
    assert page.evaluate("document.documentElement.dataset.size") == "huge"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 27)"

    page.locator(".terms a", has_text="Cookie settings").click()
    expect(page.locator("main")).to_contain_text("not answered")
    boxes = [page.locator(f"[name=answer][value={each}]").bounding_box() for each in ("accepted", "declined")]
    assert (boxes[0]["width"], boxes[0]["height"]) == (boxes[1]["width"], boxes[1]["height"])
    page.click("[name=answer][value=declined]")
    expect(page.locator("main")).to_contain_text("You declined.")
    assert re.fullmatch(r"\d+:declined", kept(page)["sf_consent"])
    context.close()


def test_consent_asks_first_and_keeps_the_answer_with_the_texts_version(browser: Any, sample: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    watch(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(
        "window.ran = []; document.addEventListener('standfirst:statistics', () => window.ran.push('statistics'))"
    )

    def state() -> tuple[list[str], dict[str, str], bool, list[str]]:
        asked.clear()
        page.goto(f"{sample.base}/en/", wait_until="networkidle")
        assert all(url.startswith(sample.base) for url in asked)
        names = sorted(cookie["name"] for cookie in context.cookies())
        return names, page.evaluate(LOCAL), page.locator("#consent").is_visible(), page.evaluate("window.ran")

    assert state() == ([], {}, True, [])
    assert "count visits" in page.locator("#consent").inner_text()
    assert page.locator("#consent a").all_inner_texts() == ["Privacy policy", "Terms of use"]
    boxes = [page.locator(f"[data-decide={each}]").bounding_box() for each in ("accepted", "declined")]
    assert (boxes[0]["width"], boxes[0]["height"]) == (boxes[1]["width"], boxes[1]["height"])
    assert state() == ([], {}, True, []), "reading on stores nothing"

    page.click("[data-decide=declined]")
    assert state() == (["sf_consent"], {}, False, [])
    page.locator(".terms a", has_text="Cookie settings").click()
    assert page.locator("#consent").is_visible()
    page.click("[data-decide=accepted]")
    assert state() == (["sf_consent"], {}, False, ["statistics"])
    (answer,) = context.cookies()
    version = page.locator("#consent").get_attribute("data-version")
    assert answer["value"] == f"{version}:accepted" and answer["sameSite"] == "Lax"
    # An answer to an earlier text is none.
    context.add_cookies([{**answer, "value": f"{int(version) - 1}:accepted"}])
    assert state() == (["sf_consent"], {}, True, [])
    assert violations(page) == []
    context.close()


def test_the_device_keeps_what_the_list_says_and_the_cookies_pages_print_it(page: Any, sample: Site) -> None:
    seen: set[str] = set()
    page.goto(f"{sample.base}/en/")
    page.click("[data-decide=accepted]")
    page.click(".settings summary")
    page.check("input[name=size][value=large]")
    page.check("input[name=scheme][value=dark]")
    seen |= set(kept(page))
    register(page, sample, "keeper@example.org")
    seen |= set(kept(page))
    sign_in(page, sample.base, "keeper@example.org")
    seen |= set(kept(page))
    lead_story(page, sample.base)
    page.locator(".story-tools a", has_text="Save for later").click()
    with page.expect_response(re.compile("saved/add")) as answer:
        page.locator("main button", has_text="Save").click()
    seen |= set(re.findall(r"(?m)^(\w+)=", _set_cookies(answer.value)))
    seen |= set(kept(page))
    listed = {item.name for item in stored_on_device("en")}
    # A report from the field has a journey of its own.
    assert seen == listed - {"sf-reports"}
    for language, title in (("en", "Cookies"), ("az", "Kukilər"), ("ru", "Куки")):
        page.goto(f"{sample.base}/{language}/")
        page.locator(".footer-links a", has_text=title).click()
        page.wait_for_selector(".kept")
        items = {(item.name, item.purpose, item.when, item.lifetime) for item in stored_on_device(language)}
        printed = page.locator(".kept").inner_text()
        assert set(page.locator(".kept code").all_inner_texts()) == listed
        assert all(text in printed for item in items for text in item), language


def _set_cookies(response: Any) -> str:
    return "\n".join(
        each["value"] for each in response.headers_array() if each["name"].lower() == "set-cookie"
    )


def test_preferences_of_the_account_apply_to_pages_and_on_the_next_device(
    page: Any, browser: Any, sample: Site
) -> None:
    register(page, sample, "large@example.org")
    sign_in(page, sample.base, "large@example.org")
    page.goto(f"{sample.base}/_/en/preferences/")
    page.check("[name=text_size][value=huge]")
    page.check("[name=colours][value=dark]")
    page.locator("main button", has_text="Keep").click()
    page.wait_for_url(re.compile("kept"))
    page.goto(f"{sample.base}/en/")
    assert page.evaluate("({...document.documentElement.dataset})") == {"size": "huge", "scheme": "dark"}
    other = browser.new_context(color_scheme="light").new_page()
    sign_in(other, sample.base, "large@example.org")
    other.wait_for_url(re.compile("saved"))
    other.goto(f"{sample.base}/en/")
    assert other.evaluate("document.documentElement.dataset.size") == "huge"
    other.context.close()
    page.goto(f"{sample.base}/_/en/preferences/")
    page.check("[name=text_size][value=normal]")
    page.check("[name=colours][value=device]")
    page.locator("main button", has_text="Keep").click()
    page.wait_for_url(re.compile("kept"))
    assert page.evaluate(LOCAL) == {}


def test_a_passkey_is_enrolled_and_signs_in_alone(page: Any, sample: Site) -> None:
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    register(page, sample, "keys@example.org")
    sign_in(page, sample.base, "keys@example.org")
    page.wait_for_url(re.compile("saved"))
    page.goto(f"{sample.base}/_/en/account/2fa/webauthn/add/")
    say_who(page)
    page.fill("[name=name]", "My laptop")
    if page.locator("[name=passwordless]").count():
        page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile("recovery-codes"))
    page.goto(f"{sample.base}/_/en/account/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("My laptop")
    page.goto(f"{sample.base}/_/en/account/logout/")
    page.click(FIRST)
    page.goto(f"{sample.base}/_/en/account/login/")
    page.click("#passkey_login")
    page.wait_for_url(re.compile("saved"))
    assert "keys@example.org" in page.locator(".app-nav").inner_text()


def test_one_time_codes_are_enrolled_asked_for_and_replaced_by_recovery_codes(
    page: Any, sample: Site
) -> None:
    register(page, sample, "codes@example.org")
    sign_in(page, sample.base, "codes@example.org")
    page.wait_for_url(re.compile("saved"))
    page.goto(f"{sample.base}/_/en/account/2fa/totp/activate/")
    say_who(page)
    assert page.locator(".code-picture").is_visible()
    secret = page.input_value("#authenticator_secret")
    page.fill("[name=code]", "000000")
    page.click(FIRST)
    page.wait_for_selector(".field-wrong .errorlist")
    secret = page.input_value("#authenticator_secret")
    page.fill("[name=code]", code(secret))
    page.click(FIRST)
    page.wait_for_url(re.compile("recovery-codes"))
    recovery = page.input_value("#recovery_codes").split()
    assert len(recovery) == 10
    page.goto(f"{sample.base}/_/en/account/logout/")
    page.click(FIRST)
    sign_in(page, sample.base, "codes@example.org")
    page.wait_for_url(re.compile("2fa/authenticate"))
    page.fill("[name=code] >> nth=0", recovery[0])
    page.click(FIRST)
    page.wait_for_url(re.compile("saved"))


def test_my_data_is_downloaded_and_the_account_deleted_after_a_second_question(
    page: Any, sample: Site
) -> None:
    register(page, sample, "leaving@example.org")
    sign_in(page, sample.base, "leaving@example.org")
    page.goto(f"{sample.base}/_/en/account/data/")
    with page.expect_download() as download:
        page.locator("main a", has_text="Download my data").click()
    with open(download.value.path()) as file:
        assert json.load(file)["account"]["email"] == "leaving@example.org"
    page.locator("main a", has_text="Delete my account").click()
    say_who(page)
    assert "be undone" in page.locator("main .loss").inner_text()
    page.check("[name=sure]")
    page.click("main .button-loss")
    page.wait_for_url(re.compile("/en/$"))
    sign_in(page, sample.base, "leaving@example.org")
    page.wait_for_selector(".errorlist")
