"""The whole way in a real browser, on what `make run` starts: from a dump to a note that follows its passage."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import log_in

pytestmark = pytest.mark.browser

FIRST = """Hedgerow Gazette Home Parish Farming Weather Sport Letters
Subscribe Sign in Search

Mill bridge shut after lorry strikes parapet

Engineers say the 1790 arch is sound but the wall above it must be rebuilt by hand.

By Tabitha Orme
12 May 2026 08:10

The mill bridge at Nether Wick was closed on Monday after a lorry carrying gravel knocked eight metres of its parapet into the stream.
Nobody was hurt. The driver, who had followed a diversion meant for cars, climbed out of the cab and directed traffic until the police arrived.
"We expect to reopen one lane within three weeks," said Edwin Latch, the county's bridge engineer. "The stone has to be found before it can be laid."
The bridge carries 2,400 vehicles a day, and the way round by Over Wick adds eleven miles to the school bus.
The parish council has asked for a weight limit four times since 2019. The county turned it down each time, most recently in March.

Tags Nether Wick Edwin Latch Mill bridge
Subscribe to the Gazette newsletter
Most Read
1 Swans return to mill pond
2 Bus pass office to move
Terms of use Privacy Cookies
© 2026 Hedgerow Gazette. All rights reserved
"""
SECOND = """Mill bridge to stay shut until July after lorry strikes parapet

Engineers say the 1790 arch is cracked and the wall above it must be rebuilt by hand.

By Tabitha Orme
13 May 2026 17:40

The mill bridge at Nether Wick was closed on Monday after a lorry carrying gravel knocked nine metres of its parapet into the stream.
Nobody was hurt. The driver, who had followed a diversion meant for cars, climbed out of the cab and directed traffic until the police arrived.
"We hope to reopen one lane within seven weeks," said Edwin Latch, the county's bridge engineer. "The stone has to be found before it can be laid."
Divers found a crack in the western arch on Tuesday, the county said, and the stream will be dammed so that it can be filled.
The bridge carries 2,400 vehicles a day, and the way round by Over Wick adds eleven miles to the school bus.
The parish council has asked for a weight limit four times since 2019. The county turned it down each time, most recently in March.
"""
PASSAGE = "the way round by Over Wick adds eleven miles to the school bus"
OTHER_PASSAGE = "climbed out of the cab"


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("dump") / "hedgerow.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("gazette/mill-bridge.txt", FIRST)
        archive.writestr("gazette/mill-bridge-july.txt", SECOND)
        archive.writestr("gazette/empty.txt", "")
    yield path


def select_passage(page: Page, passage: str) -> None:
    """Drag the mouse over a passage of the story's body, as a hand would."""
    box = page.evaluate(
        """passage => {
            const walker = document.createTreeWalker(document.getElementById("body"), NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const at = node.data.indexOf(passage);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + passage.length);
                range.startContainer.parentElement.scrollIntoView({block: "center"});
                const all = [...range.getClientRects()];
                const first = all[0], last = all[all.length - 1];
                return {x1: first.left + 1, y1: first.top + first.height / 2, x2: last.right - 1, y2: last.top + last.height / 2};
            }
        }""",
        passage,
    )
    assert box, f"{passage!r} is not in the body"
    page.mouse.move(box["x1"], box["y1"])
    page.mouse.down()
    page.mouse.move(box["x2"], box["y2"], steps=8)
    page.mouse.up()


def open_story(page: Page) -> None:
    """Find the uploaded story by search and open it."""
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("Nether Wick parapet")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Mill bridge to stay shut until July").click()
    expect(page.locator("h1")).to_contain_text("Mill bridge to stay shut until July")


def open_first_version(page: Page) -> None:
    page.locator(".versions").get_by_role("link", name=re.compile(r"12 May 2026")).first.click()
    expect(page.locator("h1")).to_have_text("Mill bridge shut after lorry strikes parapet")


def test_editor_goes_the_whole_way(context: BrowserContext, page: Page, dump: Path) -> None:
    # A manager uploads a dump and watches it finish.
    log_in(page, "manager")
    page.goto("/ingest/")
    page.set_input_files("#files", dump)
    if page.locator("#upload [data-sends]").is_visible():
        page.locator("#upload [data-sends]").click()
    row = page.locator("#dumps tr", has_text="hedgerow.zip")
    expect(row).to_contain_text("Done", timeout=60_000)
    expect(row.locator("[data-label='New stories']")).to_have_text("1")
    expect(row.locator("[data-label='New versions']")).to_have_text("1")
    expect(row.locator("[data-label='Rejected']")).to_contain_text("1")
    expect(page.locator("#rejections")).to_contain_text("empty.txt")
    context.clear_cookies()

    # An editor finds the story by words, opens its first version and sees what was removed.
    log_in(page, "editor")
    open_story(page)
    open_first_version(page)
    page.keyboard.press("r")
    gone = page.locator(".gone")
    expect(gone.filter(has_text="Subscribe to the Gazette newsletter")).to_have_count(1)
    expect(page.locator("#body p", has_text="Subscribe")).to_have_count(0)
    page.keyboard.press("r")
    expect(gone).to_have_count(0)

    # The editor compares the two versions and steps through the changes by key.
    page.keyboard.press("c")
    page.wait_for_url("**/compare/**")
    expect(page.locator("ins", has_text="nine")).not_to_have_count(0)
    expect(page.locator("del", has_text="eight")).not_to_have_count(0)
    page.keyboard.press("n")
    current = page.locator("[data-change][aria-current]")
    expect(current).to_have_count(1)
    first = current.get_attribute("id")
    page.keyboard.press("n")
    expect(current).to_have_count(1)
    assert current.get_attribute("id") != first
    page.keyboard.press("p")
    expect(page.locator(f"#{first}")).to_have_attribute("aria-current", "true")

    # Tags a topic that is new, by key.
    open_story(page)
    page.keyboard.press("t")
    page.keyboard.type("Bridges")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("Make the new topic")).click()
    expect(page.locator("#topics .chip.topic", has_text="Bridges")).to_have_count(1)

    # Annotates a passage by mouse.
    select_passage(page, PASSAGE)
    page.keyboard.press("a")
    page.get_by_label("Note", exact=True).fill("Check the distance with the bus company.")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator("mark")).to_have_text([PASSAGE])
    expect(page.locator(".note .notetext")).to_contain_text(["Check the distance"])

    # Annotates a passage by keyboard alone: a starts the caret, arrows move it by word, shift extends.
    page.keyboard.press("Escape")
    page.evaluate("getSelection().removeAllRanges(); document.activeElement.blur()")
    page.keyboard.press("a")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("a")
    page.keyboard.type("Written without a mouse.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note .notetext", has_text="Written without a mouse.")).to_have_count(1)

    # The first note shows on the other version, where its passage is.
    open_first_version(page)
    expect(page.locator("mark", has_text=PASSAGE)).to_have_count(1)
    expect(page.locator(".note .notetext", has_text="Check the distance")).to_have_count(1)

    # Undo takes the last act back: here, the deleting of a note.
    open_story(page)
    note = page.locator(".note", has_text="Written without a mouse.")
    note.get_by_role("button", name="Delete").click()
    expect(note).to_have_count(0)
    page.keyboard.press("z")
    expect(note).to_have_count(1)


def test_reader_sees_and_cannot_write(page: Page) -> None:
    log_in(page, "reader")
    page.goto("/stories/1/")
    expect(page.locator("#story-topic")).to_have_count(0)
    expect(page.locator("[data-annotates]")).to_have_count(0)
    page.goto("/ingest/")
    expect(page.locator("#upload")).to_have_count(0)


def test_whole_way_works_without_javascript(browser, site) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    log_in(page, "editor")
    page.get_by_role("link", name=re.compile("Town told to leave|hurt as Skarne ferry")).first.click()
    page.get_by_role("button", name=re.compile("Show what was removed")).click()
    expect(page.locator(".removedline")).to_have_count(1)
    page.get_by_role("link", name=re.compile("Compare with")).first.click()
    expect(page.locator("ins").first).to_be_visible()
    page.go_back()
    page.locator("#story-topic").fill("Rescue")
    page.locator(".addtopic button").first.click()
    page.get_by_role("button", name=re.compile("Make the new topic")).click()
    expect(page.locator("#topics .chip.topic", has_text="Rescue")).to_have_count(1)
    page.locator("#undo button", has_text="Undo").click()
    expect(page.locator("#topics .chip.topic", has_text="Rescue")).to_have_count(0)
    context.close()
