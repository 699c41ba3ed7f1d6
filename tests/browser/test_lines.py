"""Lines restored and removed one after another, by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import log_in
from tests.browser.test_editors_acts import open_story

pytestmark = pytest.mark.browser


def test_the_focus_stays_at_the_line_that_was_ruled_on(page: Page) -> None:
    log_in(page, "editor")
    open_story(page, "quayside+prices")
    page.keyboard.press("r")
    expect(page.locator("#removed-switch[aria-pressed=true]")).to_be_focused()
    line = page.locator(".gone").last
    number = line.get_attribute("id")
    line.get_by_role("button", name="Restore").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#undo .success")).to_contain_text("Restored a line")
    expect(page.locator(f"form#{number} button").first).to_be_focused()
    page.keyboard.press("z")
    expect(page.locator("#undo .success")).to_contain_text("Undone: Restored a line")
    expect(page.locator(f".gone#{number} button").first).to_be_focused()
