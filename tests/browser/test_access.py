"""Every screen editors read on is clean by axe, light and dark, on a desk and on a phone, and never scrolls sideways.

Also: what a long history and a text that runs from right to left look like in a real browser.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Site, log_in

pytestmark = pytest.mark.browser

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
VERSIONS = 20
FERRY = "Fourteen hurt as Skarne ferry runs aground in fog"
MARKET = "سوق السمك الجديد"
HARBOUR = "Harbour of Vessel Bay stays closed"
BODY = (
    "The harbour of Vessel Bay will stay closed until Friday, the port master Ada Brandt said after a night of storm.",
    "Three ferries with four hundred passengers were sent to the northern pier, where the town had set out blankets.",
    "The two cranes that fell into the water on Monday night are being lifted by a barge from the mainland.",
    "Forecasters expect the wind to drop before the weekend begins, though the swell may stay for some days longer.",
    "The council met on Tuesday and voted to spend two million crowns on a new breakwater beside the lighthouse.",
)


def record(number: int) -> str:
    """Return version `number` of the harbour's story as a record of a dump: each grows, and each fourth lacks some."""
    body = list(BODY)
    for report in range(number):
        body[report % 5] += f" Report number {report + 1} of the harbour office came in at noon and was read aloud."
    if number % 4 == 3:
        body.pop(2)
    when = f"2026-03-{1 + number // 4:02d} {6 + number % 4 * 3:02d}:00:00"
    fields = {"title": HARBOUR, "maintext": "\n".join(body), "date_publish": when, "source_domain": "bay.example"}
    return json.dumps({**fields, "url": "https://bay.example/harbour-closed"})


@pytest.fixture(scope="module")
def running_story(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Ingest a story of many versions into the running site."""
    dump: Path = tmp_path_factory.mktemp("dump") / "harbour.jsonl"
    dump.write_text("\n".join(record(number) for number in range(VERSIONS)))
    environment = {**os.environ, "NEWSDESK_DEBUG": "1", "NEWSDESK_DATA_DIR": str(site.data)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "ingest", str(dump)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


@pytest.fixture(params=[(1360, 900), (390, 844)], ids=["desk", "phone"])
def width(request: pytest.FixtureRequest) -> tuple[int, int]:
    """A desk's screen and a phone's."""
    return request.param


@pytest.fixture
def reading(browser: Browser, site: Site, width: tuple[int, int]) -> Iterator[Page]:
    """A page of that width with an ingest manager logged in."""
    context = browser.new_context(base_url=site.address, viewport={"width": width[0], "height": width[1]})
    page = context.new_page()
    log_in(page, "manager")
    yield page
    context.close()


def story_at(page: Page, headline: str) -> str:
    """Return the address of the story with this headline."""
    page.goto(f"/?q={headline.replace(' ', '+')}")
    return str(page.locator(".row h2 a").first.get_attribute("href"))


def comparison_at(page: Page, story: str) -> str:
    """Return the address of the comparison of a story's first and last versions."""
    page.goto(f"{story}history/")
    return str(page.get_by_role("link", name="Side by side").get_attribute("href")).split("?")[0]


def check(page: Page, address: str) -> None:
    """Fail where axe finds anything on the page, light or dark, or where it is wider than the screen."""
    page.goto(address)
    page.wait_for_load_state()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, f"{address}, {scheme}: {found.generate_report()}"
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], f"{address} is {wide[0]} pixels wide"


def test_comparison_is_clean_in_every_view(reading: Page) -> None:
    address = comparison_at(reading, story_at(reading, FERRY))
    for view in ("side", "inline", "changes"):
        check(reading, f"{address}?view={view}")
    check(reading, comparison_at(reading, story_at(reading, MARKET)))
    check(reading, f"{address}?find=mushroom&typographic=1&only=quote")


def test_desk_story_review_and_captures_are_clean(reading: Page) -> None:
    story = story_at(reading, FERRY)
    for address in ("/", "/?q=harbour", "/?q=nothingofthekind", story, f"{story}?origins=1"):
        check(reading, address)
    for address in (f"{story}?removed=0", "/review/", "/topics/", "/ingest/", "/captures/1/", "/keys/"):
        check(reading, address)


def test_history_is_clean_with_few_and_with_many_versions(reading: Page, running_story: None) -> None:
    check(reading, f"{story_at(reading, FERRY)}history/")
    many = story_at(reading, HARBOUR)
    check(reading, f"{many}history/")
    check(reading, f"{many}?origins=1")
    reading.goto(f"{many}history/")
    assert reading.evaluate("document.querySelector('.matrixwrap').scrollWidth") <= reading.viewport_size["width"]
    assert reading.locator(".timeline a").count() == VERSIONS - 1


def test_history_is_walked_by_key(page: Page, running_story: None) -> None:
    log_in(page, "reader")
    page.goto(f"{story_at(page, HARBOUR)}history/")
    page.wait_for_load_state()
    for key, version in (("n", 2), ("n", 3), ("p", 2)):
        page.keyboard.press(key)
        expect(page.locator("[data-told]")).to_contain_text(f"Version {version},")
        expect(page.locator("th.current")).to_have_text(re.compile(f"{version}$"))
    page.keyboard.press("j")
    expect(page.locator("[data-told]")).to_contain_text("Words changed by each version")
    page.keyboard.press("j")
    expect(page.locator("[data-passage]").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/compare/\d+/\d+/"))


def test_number_of_a_version_opens_the_list_at_it(page: Page, running_story: None) -> None:
    log_in(page, "reader")
    page.goto(f"{story_at(page, HARBOUR)}history/")
    expect(page.locator("#version-7")).not_to_be_visible()
    page.locator("th[data-column='7'] a").click()
    expect(page.locator("#version-7")).to_be_in_viewport()


def test_row_of_the_desk_is_compared_by_key(page: Page) -> None:
    log_in(page, "editor")
    page.goto(f"/?q={FERRY.replace(' ', '+')}")
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url(re.compile(r"/compare/\d+/\d+/$"))


def test_views_are_walked_and_versions_swapped_by_key(page: Page) -> None:
    log_in(page, "reader")
    address = comparison_at(page, story_at(page, FERRY))
    page.goto(f"{address}?view=side")
    page.wait_for_load_state()
    for view in ("inline", "changes", "side"):
        page.keyboard.press("v")
        page.wait_for_url(re.compile(f"view={view}"))
    old, new = re.findall(r"\d+", address)
    page.keyboard.press("s")
    page.wait_for_url(re.compile(f"/compare/{new}/{old}/"))
    page.keyboard.press("h")
    page.wait_for_url(re.compile("/history/"))


def test_text_from_right_to_left_runs_so_whatever_is_marked_in_it(page: Page) -> None:
    log_in(page, "reader")
    address = comparison_at(page, story_at(page, MARKET))
    for view, cells in (
        ("side", ".pair:not(.head) :is(.old, .new)"),
        ("inline", ".read"),
        ("changes", ".change .read"),
    ):
        page.goto(f"{address}?view={view}")
        turned = page.locator(cells).evaluate_all(
            """cells => cells.filter(cell => /[\\u0600-\\u06ff]/.test(cell.textContent)
                && getComputedStyle(cell).direction != "rtl").map(cell => cell.textContent)"""
        )
        assert turned == [], view


def test_change_on_the_map_is_the_one_that_is_read(page: Page) -> None:
    log_in(page, "reader")
    page.goto(f"{comparison_at(page, story_at(page, FERRY))}?view=side")
    page.wait_for_load_state()
    for _ in range(4):
        page.keyboard.press("n")
    assert page.locator(".strip a.current").get_attribute("href") == "#change-4"


def test_escape_closes_what_was_opened_above_a_comparison(page: Page) -> None:
    log_in(page, "reader")
    page.goto(comparison_at(page, story_at(page, FERRY)))
    page.wait_for_load_state()
    summary = page.locator(".export summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="HTML file")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="HTML file")).not_to_be_visible()
    expect(summary).to_be_focused()


def test_history_and_flags_lead_on_without_javascript(browser: Browser, site: Site, running_story: None) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    log_in(page, "reader")
    page.goto(f"/?q={FERRY.replace(' ', '+')}")
    page.locator(".side a.chip.added").first.click()
    expect(page.locator(".verdict .chip[aria-current]")).to_contain_text("added")
    page.goto(f"{story_at(page, HARBOUR)}history/")
    page.locator(".versionlist summary").click()
    expect(page.locator("#version-7")).to_be_visible()
    page.locator(".fate a").first.click()
    page.wait_for_url(re.compile(r"/compare/\d+/\d+/"))
    context.close()


def test_focus_stays_on_the_count_and_the_view_that_was_chosen(page: Page) -> None:
    log_in(page, "reader")
    page.goto(f"{comparison_at(page, story_at(page, FERRY))}?view=side")
    page.wait_for_load_state()
    for name, query in (
        ("only-number", "only=number"),
        ("view-inline", "view=inline"),
        ("only-number", "view=inline$"),
    ):
        page.locator(f"#{name}").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(query))
        expect(page.locator(f"#{name}")).to_be_focused()


def test_a_link_followed_as_soon_as_it_is_drawn_swaps_too(page: Page) -> None:
    log_in(page, "reader")
    page.goto(f"{comparison_at(page, story_at(page, FERRY))}?view=side")
    page.evaluate("""() => {
        window.sameDocument = true;
        const follow = () => document.getElementById("view-inline").click();
        document.addEventListener("htmx:afterSwap", () => setTimeout(follow), {once: true});
    }""")
    page.locator("#only-number").click()
    page.wait_for_url(re.compile("view=inline"))
    expect(page.locator("#view-inline")).to_have_attribute("aria-current", "true")
    assert page.evaluate("window.sameDocument") is True
