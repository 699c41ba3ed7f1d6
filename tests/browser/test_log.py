"""The decision log in a real browser: read, filtered and undone by keys and without JavaScript; undo that goes on."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, log_in
from tests.browser.test_editors_acts import open_story

pytestmark = pytest.mark.browser
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def tag(page: Page, words: str, topic: str) -> None:
    """Tag the first story found by these words with a topic, which is made where there is none."""
    open_story(page, words)
    page.locator("#topics input[name=topic], input[name=topic]").first.fill(topic)
    page.keyboard.press("Enter")
    make = page.get_by_role("button", name=re.compile("new topic"))
    expect(make.or_(page.locator("#undo .undobar.success")).first).to_be_visible()
    if make.is_visible():
        make.click()
    expect(page.locator("#undo")).to_contain_text(re.compile("tagged", re.IGNORECASE))


def test_the_log_is_clean_and_walked_by_key(page: Page) -> None:
    log_in(page, "editor")
    for topic in ("Lighthouses", "Harbour walls"):
        tag(page, "skarne+ferry+aground", topic)
    for width, height in ((1360, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for address in ("/log/", "/log/?by=nobody", "/log/?story=999999"):
            page.goto(address)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found = Axe().run(page, options=AXE)
                assert found.violations_count == 0, f"{address}, {width}, {scheme}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url(re.compile(r"/log/$"))
    page.keyboard.press("j")
    row = page.locator("[data-row][aria-current]")
    expect(row).to_contain_text("Harbour walls")
    page.keyboard.press("u")
    expect(page.locator("#undo")).to_contain_text("Undone: Tagged")
    expect(row).to_contain_text("Undone by editor on")
    page.keyboard.press("u")
    expect(page.locator("#undo .error")).to_contain_text("Undone by editor on")
    page.keyboard.press("o")
    page.wait_for_url(re.compile(r"/stories/\d+/$"))


def test_the_log_is_filtered_and_undone_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    log_in(page, "manager")
    page.goto("/topics/")
    page.locator("input[name=label]").first.fill("Slipways")
    page.locator("input[name=label]").first.press("Enter")
    page.goto("/log/")
    page.get_by_label("Done by").select_option("manager")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("by=manager"))
    row = page.locator(".decision").filter(has_text="Slipways").first
    row.get_by_role("button", name="Undo").click()
    expect(page).to_have_url(re.compile("/log/.*by=manager"))
    expect(page.locator(".decision").filter(has_text="Slipways").first).to_contain_text("Undone by manager")
    context.close()


def test_z_says_why_an_undo_is_refused_and_goes_on(page: Page, browser: Browser, site: Site) -> None:
    log_in(page, "editor")
    tag(page, "skarne+ferry+aground", "Breakwaters")
    tag(page, "quayside+prices", "Gangways")
    other = browser.new_context(base_url=site.address)
    colleague = other.new_page()
    log_in(colleague, "manager")
    open_story(colleague, "quayside+prices")
    colleague.get_by_role("button", name=re.compile("Gangways")).first.click()
    expect(colleague.locator("#undo .undobar.success")).to_be_visible()
    other.close()
    page.goto("/review/")
    page.keyboard.press("z")
    expect(page.locator("#undo .error")).to_contain_text("manager did this on")
    expect(page.locator("#undo .error")).to_contain_text("Undo now takes back what you did before it")
    page.keyboard.press("z")
    expect(page.locator("#undo .success")).to_contain_text(re.compile("Undone: Tagged .+; Made the topic Breakwaters"))
    page.goto("/topics/")
    expect(page.locator("#main")).to_contain_text("Gangways")
    expect(page.locator("#main")).not_to_contain_text("Breakwaters")


@pytest.mark.parametrize("width", [1360, 390])
def test_a_split_leads_to_the_story_it_made(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    log_in(page, "editor")
    left = open_story(page, "skarne+ferry+aground")
    page.locator(".arrange > summary").first.click()
    page.locator("input[name=split]").first.check()
    page.get_by_role("button", name="Split off").click()
    link = page.locator("#undo").get_by_role("link", name="Open the new story")
    expect(link).to_be_visible()
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    link.click()
    page.wait_for_url(re.compile(r"/stories/\d+/$"))
    assert left not in page.url
    page.keyboard.press("z")
    expect(page.locator("#undo")).to_contain_text("Undone: Split")
