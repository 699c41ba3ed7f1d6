"""What JavaScript does on the compare, review and ingest screens, in a real browser; and that they work without it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import Site, log_in

pytestmark = pytest.mark.browser

FERRY = "Fourteen hurt as Skarne ferry runs aground in fog"

DROP = """() => {
    const data = new DataTransfer();
    const words = "The quay at Low Ansel is dry again, the harbour office said on Friday. ";
    data.items.add(new File([words.repeat(9)], "quay.txt"));
    const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
    document.getElementById("upload").dispatchEvent(drop);
}"""


def open_comparison(page: Page, query: str = "") -> str:
    """Open the comparison of the ferry story's first and last versions; return its address."""
    page.goto(f"/?q={FERRY.replace(' ', '+')}")
    page.get_by_role("link", name=FERRY).first.click()
    page.wait_for_url(re.compile(r"/stories/\d+/"))
    page.goto(re.sub(r"(/stories/\d+/).*", r"\1history/", page.url))
    page.get_by_role("link", name="Side by side").click()
    page.wait_for_url(re.compile("/compare/"))
    address = page.url.split("?")[0]
    page.goto(address + query)
    return address


def open_history(page: Page) -> None:
    """Open the history of the ferry story."""
    page.goto(f"/?q={FERRY.replace(' ', '+')}")
    page.get_by_role("link", name=FERRY).first.click()
    page.wait_for_url(re.compile(r"/stories/\d+/"))
    page.goto(re.sub(r"(/stories/\d+/).*", r"\1history/", page.url))


def current(page: Page) -> str:
    return page.evaluate("document.querySelector('[data-change][aria-current]')?.id || ''")


def test_keys_step_through_the_changes_with_focus_scroll_and_address(page):
    log_in(page, "reader")
    open_comparison(page)
    for key, expected in [
        ("n", "change-1"),
        ("j", "change-2"),
        ("n", "change-3"),
        ("k", "change-2"),
        ("p", "change-1"),
    ]:
        page.keyboard.press(key)
        assert current(page) == expected
    assert page.evaluate("document.activeElement.id") == "change-1"
    assert page.url.endswith("#" + page.locator("#change-1 [id^='c-']").get_attribute("id"))
    expect(page.locator("[data-lists='change-1']")).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-place]")).to_contain_text("1 of ")
    for _ in range(12):
        page.keyboard.press("n")
    expect(page.locator("#change-13")).to_be_in_viewport()


def test_next_at_the_last_change_says_that_it_is_the_last(page):
    log_in(page, "reader")
    open_comparison(page, "?only=number")
    total = page.locator("[data-change]").count()
    for _ in range(total + 1):
        page.keyboard.press("n")
    expect(page.locator("[data-place]")).to_have_text(f"{total} of {total} · last change")


def test_history_is_read_on_a_phone_without_moving_the_page(browser: Browser, site: Site):
    context = browser.new_context(base_url=site.address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    log_in(page, "reader")
    open_history(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('.versionwrap').scrollWidth") <= 390
    assert page.evaluate("document.querySelector('.matrixwrap').scrollWidth") <= 390
    context.close()


def test_undo_by_key_brings_the_masthead_s_count_of_pairs_back(page):
    log_in(page, "editor")
    page.goto("/review/")
    link = page.locator("#masthead a[data-key='g r']")
    if not link.locator("b").count():
        pytest.skip("the sample dump leaves no pair to review")
    before = link.inner_text()
    page.keyboard.press("s")
    expect(link).not_to_have_text(before, use_inner_text=True)
    page.keyboard.press("z")
    expect(page.locator("#undo")).to_contain_text("Undone")
    expect(link).to_have_text(before, use_inner_text=True)


def test_a_key_held_down_answers_one_pair_and_no_more(page):
    log_in(page, "editor")
    page.goto("/review/")
    if not page.locator("form.verdict").count():
        pytest.skip("the sample dump leaves no pair to review")
    posted: list[str] = []

    def take(route: Route) -> None:
        posted.append(route.request.post_data or "")
        route.fulfill(status=204)

    page.route(re.compile(r"/review/\d+/$"), take)
    for key, answer in (("n", "different"), ("y", "same"), ("s", "skip")):
        posted.clear()
        with page.expect_response(re.compile(r"/review/\d+/$")):
            page.keyboard.down(key)
        for _ in range(3):  # what a held key repeats
            page.wait_for_timeout(60)
            page.keyboard.down(key)
        page.wait_for_timeout(60)
        page.keyboard.up(key)
        assert [f"answer={answer}" in one for one in posted] == [True]


def test_steps_go_on_while_their_key_is_held(page):
    log_in(page, "reader")
    open_comparison(page)
    for _ in range(3):
        page.keyboard.down("n")
    assert current(page) == "change-3"


def test_a_key_held_on_the_desk_selects_once_and_moves_on(page):
    log_in(page, "editor")
    page.goto("/")
    for _ in range(2):
        page.keyboard.down("j")
    page.keyboard.up("j")
    expect(page.locator("[data-row]").nth(1)).to_have_attribute("aria-current", "true")
    for _ in range(2):
        page.keyboard.down("x")
    expect(page.locator("[data-row]").nth(1).locator(".pick input")).to_be_checked()


def test_keys_do_nothing_while_typing(page):
    log_in(page, "reader")
    open_comparison(page)
    page.get_by_role("searchbox", name="Search stories").press_sequentially("njnk")
    assert current(page) == ""


def test_address_of_a_change_opens_on_it_in_every_view(page):
    log_in(page, "reader")
    address = open_comparison(page)
    for view in ("side", "inline", "changes"):
        for name in ("change-9", page.locator("#change-9 [id^='c-']").get_attribute("id")):
            page.goto("about:blank")
            page.goto(f"{address}?view={view}#{name}")
            expect(page.locator("#change-9")).to_be_in_viewport()
            assert current(page) == "change-9"


def test_address_of_a_change_shows_it_whole_below_the_heading_and_outlives_the_login(page):
    log_in(page, "reader")
    address = open_comparison(page)
    name = page.locator("#change-9 [id^='c-']").get_attribute("id")
    page.context.clear_cookies()
    page.goto("about:blank")
    page.goto(f"{address}?view=side#{name}")
    page.fill("[name=username]", "reader")
    page.fill("[name=password]", "newsdesk-demo")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**#{name}")
    expect(page.locator("#change-9")).to_have_attribute("aria-current", "true")
    heading = page.locator(".pair.head").bounding_box()
    change = page.locator("#change-9").bounding_box()
    assert heading["y"] + heading["height"] <= change["y"]


def test_address_of_a_change_that_is_gone_says_so(page):
    log_in(page, "reader")
    address = open_comparison(page)
    page.goto("about:blank")
    page.goto(f"{address}?view=side#c-00000000")
    expect(page.locator("[data-place]")).to_have_text("That change is not in this comparison any more")


def test_list_and_map_lead_into_the_text_and_open_folds(page):
    log_in(page, "reader")
    open_comparison(page, "?view=side")
    page.locator("svg.strip a").nth(6).click()
    expect(page.locator("#change-7")).to_be_in_viewport()
    page.locator(".changes ol a").nth(2).click()
    assert current(page) == "change-3"


def test_chip_filters_in_place_and_the_address_follows(page):
    log_in(page, "reader")
    open_comparison(page, "?view=side")
    before = page.locator("[data-change]").count()
    page.locator(".verdict a.chip", has_text="number").click()
    page.wait_for_url(re.compile("only=number"))
    assert 0 < page.locator("[data-change]").count() < before
    page.keyboard.press("n")
    assert current(page) != ""
    page.locator(".verdict a.chip[aria-current]").click()
    expect(page.locator("[data-change]")).to_have_count(before)


def test_picker_needs_no_button(page):
    log_in(page, "reader")
    address = open_comparison(page)
    page.get_by_label("New version").select_option(index=0)
    page.wait_for_url(lambda url: "/compare/" in url and not url.startswith(address))


def test_picker_that_a_key_changed_keeps_the_focus(page):
    log_in(page, "reader")
    open_comparison(page)
    there = page.url
    page.locator("#old").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url(lambda url: url.split("?")[0] != there.split("?")[0])
    expect(page.locator("#old")).to_be_focused()


def test_comparison_is_copied_as_text(context: BrowserContext, page):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(page, "reader")
    open_comparison(page)
    page.get_by_text("Export").click()
    page.get_by_role("link", name="Copy as text").click()
    expect(page.get_by_role("link", name="Copied")).to_be_visible()
    assert "[-Twelve-]{+Fourteen+} hurt" in page.evaluate("navigator.clipboard.readText()").replace("-] {", "-]{")


def test_narrow_screen_reads_inline_and_fits(browser: Browser, site: Site):
    context = browser.new_context(base_url=site.address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    log_in(page, "manager")
    address = open_comparison(page)
    page.goto(address)
    page.wait_for_url(re.compile("view=inline"))
    for path in (page.url, f"{address}?view=side", "/review/", "/ingest/", "/captures/1/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    context.close()


def test_upload_says_at_once_what_is_wrong(page, tmp_path: Path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    log_in(page, "manager")
    page.goto("/ingest/")
    page.set_input_files("#files", empty)
    expect(page.locator("[data-wrong]")).to_contain_text("empty.txt: empty")
    page.locator("#upload").evaluate("form => { form.dataset.most = '10'; }")
    large = tmp_path / "large.txt"
    large.write_text("x" * 2_000)
    page.set_input_files("#files", large)
    expect(page.locator("[data-wrong]")).to_contain_text("more than the")


def test_dropped_file_is_taken_in_and_the_same_again_says_so(page):
    log_in(page, "manager")
    drop = f"({DROP})()"
    page.goto("/ingest/")
    page.evaluate(drop)
    row = page.locator("#dumps tr", has_text="quay.txt")
    expect(row).to_contain_text("Done", timeout=60_000)
    page.evaluate(drop)
    expect(page.locator(".undobar")).to_contain_text("ingested before", timeout=20_000)


def test_screens_work_without_javascript(browser: Browser, site: Site, tmp_path: Path):
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    log_in(page, "manager")
    open_comparison(page)
    page.locator(".verdict a.chip.added").click()
    expect(page.locator(".verdict a.chip[aria-current]")).to_contain_text("added")
    page.get_by_label("New version").select_option(index=0)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".pairs")).to_be_visible()
    file = tmp_path / "plain.txt"
    file.write_text("The weir at Over Wick was opened for an hour on Monday, its keeper said. " * 9)
    page.goto("/ingest/")
    page.set_input_files("#files", file)
    page.get_by_role("button", name="Ingest").click()
    expect(page.locator("#dumps tr", has_text="plain.txt")).to_be_visible()
    context.close()
