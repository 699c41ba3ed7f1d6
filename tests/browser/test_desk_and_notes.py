"""What scripts do on the desk and beside a story's text, in a real browser, on the sample dump."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(page: Page) -> Page:
    """The desk with an editor logged in, and a topic to tag with."""
    log_in(page, "editor")
    page.goto("/topics/")
    if not page.locator(".tree a", has_text="Harbours").count():
        page.get_by_label("Name").fill("Harbours")
        page.get_by_label("Other words").fill("quays, jetties")
        page.get_by_role("button", name="Make topic").click()
        expect(page.locator(".tree a", has_text="Harbours")).to_have_count(1)
    page.goto("/")
    return page


@pytest.fixture
def story(desk: Page) -> Page:
    """A story of the sample dump that no other test writes on."""
    desk.goto("/?q=mushroom")
    desk.locator(".row h2 a").first.click()
    expect(desk.locator("#body p").first).to_be_visible()
    desk.wait_for_load_state()  # the text can be read before its keys work
    return desk


def select(page: Page, paragraph: int, start: int, end: int) -> None:
    """Select UTF-16 units `start` to `end` of a paragraph that has no notes."""
    page.evaluate(
        """([paragraph, start, end]) => {
            const text = document.querySelectorAll("#body p[data-start]")[paragraph].lastChild;
            getSelection().setBaseAndExtent(text, start, text, end);
        }""",
        [paragraph, start, end],
    )


def test_rows_are_walked_selected_and_tagged_by_key(desk: Page) -> None:
    for key in ("j", "x", "j", "x", "t"):
        desk.keyboard.press(key)
    expect(desk.locator("#tag-topic")).to_be_focused()
    desk.keyboard.type("jett")
    option = desk.locator("#tag-topic-choices [role=option]")
    expect(option).to_contain_text(["Harbours"])
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#tag-topic")).to_have_value("Harbours")
    desk.keyboard.press("Enter")
    expect(desk.locator(".undobar")).to_contain_text("Tagged 2 stories with Harbours")
    expect(desk.locator(".row .chip.topic", has_text="Harbours")).to_have_count(2)
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("z")
    expect(desk.locator(".undobar")).to_contain_text("Undone")
    expect(desk.locator(".row .chip.topic", has_text="Harbours")).to_have_count(0)


def test_z_takes_back_the_last_act_on_a_screen_without_its_toast(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    desk.keyboard.press("t")
    desk.keyboard.type("Harbours")
    desk.keyboard.press("Enter")
    expect(desk.locator(".undobar")).to_contain_text("with Harbours")
    desk.goto("/topics/?q=harb")
    desk.keyboard.press("z")
    expect(desk.locator(".undobar")).to_contain_text("Undone: Tagged")
    expect(desk).to_have_url(re.compile("/topics/"))
    desk.goto("/")
    expect(desk.locator(".row .chip.topic", has_text="Harbours")).to_have_count(0)


def test_the_choices_of_a_move_do_not_cover_its_button(desk: Page) -> None:
    desk.goto("/topics/")
    desk.locator(".tree a", has_text="Harbours").click()
    desk.locator(".topicacts summary", has_text="Move").click()
    desk.locator("#move-topic").press_sequentially("har")
    choices, button = desk.locator("#move-topic-choices"), desk.locator(".topicacts button", has_text="Move")
    expect(choices).to_be_visible()
    below, above = button.bounding_box(), choices.bounding_box()
    assert below
    assert above
    assert below["y"] >= above["y"] + above["height"]


def test_a_very_long_new_topic_stays_within_its_panel(story: Page) -> None:
    story.locator("#story-topic").fill("Harbourmasters" * 8)
    story.locator(".addtopic button", has_text="Add").click()
    make = story.locator("button[name=make]")
    expect(make).to_be_visible()
    inner, outer = make.bounding_box(), story.locator(".addtopic").bounding_box()
    assert inner
    assert outer
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1


def test_a_filter_changes_the_list_and_the_address_and_back(desk: Page) -> None:
    all_of_them = desk.locator("#desk-count b").inner_text()
    desk.locator(".facets a", has_text="With 2+ versions").click()
    expect(desk).to_have_url(re.compile(r"\?show=versions$"))
    expect(desk.locator("#desk-count b")).not_to_have_text(all_of_them)
    desk.go_back()
    expect(desk.locator("#desk-count b")).to_have_text(all_of_them)


def test_filters_fold_on_a_phone(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    log_in(page, "reader")
    page.goto("/")
    expect(page.locator(".facets a").first).to_be_hidden()
    page.locator(".facetbox > summary").click()
    page.locator(".facets a", has_text="With 2+ versions").click()
    expect(page).to_have_url(re.compile(r"\?show=versions$"))
    expect(page.locator(".facets a").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_word_that_a_selection_cuts_is_completed(story: Page) -> None:
    first = story.locator("#body p").nth(1).inner_text().split()[:2]
    select(story, 1, 1, len(first[0]) + 2)
    story.locator("#floater").click()
    expect(story.locator("#note-quote")).to_have_text(" ".join(first))


def test_escape_puts_the_form_away_and_keeps_what_was_typed(story: Page) -> None:
    select(story, 1, 0, 5)
    story.keyboard.press("a")
    story.keyboard.type("Half a thought")
    story.keyboard.press("Escape")
    expect(story.locator("#note-form")).to_be_hidden()
    select(story, 2, 0, 5)
    story.keyboard.press("a")
    expect(story.locator("#note-text")).to_have_value("Half a thought")


def test_a_sentence_is_chosen_by_key_and_takes_several_topics(story: Page) -> None:
    story.keyboard.press("a")
    story.keyboard.press("ArrowDown")
    story.keyboard.press("Shift+ArrowDown")
    chosen = story.evaluate("getSelection().toString()")
    assert re.fullmatch(r"[A-Z“‘].+[.?!][”’]?", chosen, re.DOTALL)
    story.keyboard.press("Enter")
    expect(story.locator("#note-text")).to_be_focused()
    story.locator("#note-topics").press_sequentially("Harbours, jett")
    expect(story.locator("#note-topics-choices [role=option]")).to_have_count(1)
    story.keyboard.press("ArrowDown")
    story.keyboard.press("Enter")
    expect(story.locator("#note-topics")).to_have_value("Harbours, Harbours")
    story.get_by_role("button", name="Add note").click()
    expect(story.locator("#body mark")).to_have_text([chosen])
    expect(story.locator(".note .chip.topic")).to_have_text(["Harbours"])
    story.evaluate("document.activeElement.blur()")
    story.keyboard.press("n")
    expect(story.locator("#body mark")).to_be_focused()
    expect(story.locator(".note[aria-current]")).to_have_count(1)
    story.keyboard.press("z")
    expect(story.locator("#body mark")).to_have_count(0)


def test_keys_can_be_listed_and_switched_off(desk: Page) -> None:
    desk.keyboard.press("?")
    dialog = desk.locator("dialog#keys")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Single keys work").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("j")
    expect(desk.locator("[data-row][aria-current]")).to_have_count(0)


def test_a_page_follows_the_choice_of_light_or_dark(desk: Page) -> None:
    desk.locator(".me summary").click()
    desk.get_by_role("button", name="Dark").click()
    desk.goto("/topics/")
    assert desk.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 26)"
