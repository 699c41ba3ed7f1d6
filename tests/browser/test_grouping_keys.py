"""Merging, splitting and doing again by single keys."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import log_in
from tests.browser.test_editors_acts import open_story

pytestmark = pytest.mark.browser


def test_versions_are_split_off_by_a_key_taken_back_and_split_off_again(page: Page) -> None:
    log_in(page, "editor")
    open_story(page, "skarne+ferry+aground")
    versions = page.locator(".versions li")
    expect(versions).not_to_have_count(1)
    before = versions.count()
    page.keyboard.press("s")
    expect(page.locator("input[name=split]").last).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("s")
    expect(page.locator("#undo .success")).to_contain_text("Split 1 version off")
    expect(versions).to_have_count(before - 1)
    page.keyboard.press("z")
    expect(page.locator("#undo .success")).to_contain_text("Undone: Split")
    expect(versions).to_have_count(before)
    page.keyboard.press("Shift+Z")
    expect(page.locator("#undo .success a")).to_have_text("Open the new story")
    expect(versions).to_have_count(before - 1)
    page.keyboard.press("z")
    expect(versions).to_have_count(before)


def test_a_key_leads_to_the_story_to_merge_and_says_where_nothing_can_be_split(page: Page) -> None:
    log_in(page, "editor")
    open_story(page, "mushroom")
    page.keyboard.press("s")
    expect(page.locator("#undo .error")).to_contain_text("nothing to split off")
    page.keyboard.press("m")
    expect(page.locator("#merge-other")).to_be_focused()
    page.keyboard.type("sm")
    expect(page.locator("#merge-other")).to_have_value("sm")


def test_what_is_selected_on_the_desk_is_merged_by_a_key(page: Page) -> None:
    log_in(page, "editor")
    count = page.locator("#desk-count b")
    stories = int(count.inner_text())
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("m")
    expect(page.locator("#undo .error")).to_have_text(re.compile("Select two stories or more"))
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("m")
    expect(page.locator("#undo .success")).to_contain_text(re.compile("Merged “.+” into “.+”"))
    expect(count).to_have_text(str(stories - 1))
    page.keyboard.press("z")
    expect(page.locator("#undo .success")).to_contain_text("Undone: Merged")
    expect(count).to_have_text(str(stories))
