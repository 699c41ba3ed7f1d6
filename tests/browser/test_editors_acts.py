"""Splitting, moving and merging in a real browser: by keyboard, without JavaScript, on a phone; and long work."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, log_in

pytestmark = pytest.mark.browser
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


def open_story(page: Page, words: str) -> str:
    """Open the first story found by these words; return its address."""
    page.goto(f"/?q={words}")
    page.locator(".row h2 a").first.click()
    page.wait_for_url(re.compile(r"/stories/\d+/"))
    page.wait_for_load_state()
    return re.sub(r"^[^/]*//[^/]+|[?#].*$", "", page.url)


def test_a_version_is_split_off_and_brought_back_by_keys(page: Page) -> None:
    log_in(page, "editor")
    open_story(page, "skarne+ferry+aground")
    versions = page.locator(".versions li")
    expect(versions).not_to_have_count(1)
    before = versions.count()
    page.locator(".arrange > summary").first.focus()
    page.keyboard.press("Enter")
    page.locator("input[name=split]").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Split off").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#undo")).to_contain_text("Split 1 version off")
    expect(versions).to_have_count(before - 1)
    page.keyboard.press("z")
    expect(page.locator("#undo")).to_contain_text("Undone")
    expect(versions).to_have_count(before)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_menu_of_a_line_leaves_the_line_readable_and_stays_on_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    log_in(page, "editor")
    page.goto(f"{open_story(page, 'quayside+prices')}?removed=0")
    line, menu = page.locator(".gone s").first, page.locator(".gone .says").first
    menu.locator("summary").click()
    text, form, box = (each.bounding_box() for each in (line, menu.locator("form"), menu.locator("[type=checkbox]")))
    assert text
    assert form
    assert box
    assert text["width"] > 100
    assert form["x"] >= 0
    assert form["x"] + form["width"] <= width
    assert box["width"] < 40


def test_enter_in_a_field_of_the_panel_does_what_the_field_is_for(page: Page) -> None:
    log_in(page, "editor")
    open_story(page, "skarne+ferry+aground")
    before = page.locator(".versions li").count()
    page.locator(".arrange > summary").first.click()
    page.locator("input[name=split]").first.check()
    page.locator("#move-to").fill("999999")
    page.keyboard.press("Enter")
    expect(page.locator("#undo .error")).to_contain_text("There is no story “999999”")
    expect(page.locator("input[name=split]").first).to_be_checked()
    expect(page.locator(".versions li")).to_have_count(before)
    page.locator("input.place").first.fill("x")
    page.keyboard.press("Enter")
    expect(page.locator("#undo .error")).to_contain_text("“x” is no place for version 1")
    page.locator("input.place").first.fill(str(before + 1))
    page.keyboard.press("Enter")
    expect(page.locator("#undo .success")).to_contain_text("Set the order")
    page.keyboard.press("z")
    expect(page.locator("#undo")).to_contain_text("Undone")


def test_the_story_that_a_number_names_is_shown_beside_the_field(page: Page) -> None:
    log_in(page, "editor")
    other = open_story(page, "comet")
    headline = page.locator("#headline").inner_text()
    open_story(page, "mushroom")
    page.locator(".arrange > summary").first.click()
    page.locator("#merge-other").fill(other.strip("/").split("/")[-1])
    expect(page.locator("#merge-other ~ .found, .named:has(#merge-other) + .found")).to_contain_text(headline)


def test_a_story_is_merged_on_a_phone_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    log_in(page, "editor")
    other = open_story(page, "comet")
    address = open_story(page, "mushroom")
    page.locator(".arrange > summary").first.click()
    page.locator("#merge-other").fill(f"{site.address}{other}")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("#undo")).to_contain_text(re.compile("Merged “.+” into “.+”"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(other)
    assert page.url.endswith(address)
    page.goto(address)
    page.locator("details.me summary").click()
    page.get_by_role("button", name="Undo last act").first.click()
    expect(page.locator("#undo")).to_contain_text("Undone")
    page.goto(other)
    assert page.url.endswith(other)
    context.close()


def test_long_work_brings_itself_up_to_date_and_both_are_clean_by_axe(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, viewport={"width": 1360, "height": 900})
    page = context.new_page()
    log_in(page, "manager")
    page.goto("/admin/articles/longwork/")
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("button", name="Clean again: dry run").click()
    expect(page.locator("#work b").first).to_have_text("Done", timeout=30_000)
    expect(page.locator("#work li").first).to_contain_text("captures cleaned again")
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()
    story = open_story(page, "skarne+ferry+aground")
    page.locator(".arrange > summary").first.click()
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, f"{story}: {found.generate_report()}"
    context.close()
