"""The whole way in a real browser, on what `make run` starts: from a dump to a note that follows its passage."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import log_in

pytestmark = pytest.mark.browser

PASSAGE = "the way round by Over Wick adds eleven miles to the school bus"
TEXTS = Path(__file__).parent / "mill_bridge"


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "hedgerow.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(TEXTS / "first.txt", "gazette/mill-bridge.txt")
        archive.write(TEXTS / "second.txt", "gazette/mill-bridge-july.txt")
        archive.writestr("gazette/empty.txt", "")
    return path


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
                const middle = (line) => line.top + line.height / 2;
                const first = all[0], last = all[all.length - 1];
                return {x1: first.left + 1, y1: middle(first), x2: last.right - 1, y2: middle(last)};
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
    page.wait_for_load_state()  # the text can be read before its keys work


def open_first_version(page: Page) -> None:
    page.locator(".versions").get_by_role("link", name=re.compile(r"12 May 2026")).first.click()
    expect(page.locator("h1")).to_have_text("Mill bridge shut after lorry strikes parapet")
    page.wait_for_load_state()


def upload_and_watch(page: Page, dump: Path) -> None:
    """Upload a dump on the ingest screen and wait until its row says what it came to."""
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


def see_what_was_removed(page: Page) -> None:
    """Show and hide the removed lines of the first version, by key."""
    page.keyboard.press("r")
    gone = page.locator(".gone")
    expect(gone.filter(has_text="Subscribe to the Gazette newsletter")).to_have_count(1)
    expect(page.locator("#body p", has_text="Subscribe")).to_have_count(0)
    page.keyboard.press("r")
    expect(gone).to_have_count(0)


def compare_and_step(page: Page) -> None:
    """Open the comparison and step to the second change and back, by key."""
    page.keyboard.press("c")
    page.wait_for_url("**/compare/**")
    expect(page.locator("ins", has_text="nine")).not_to_have_count(0)
    expect(page.locator("del", has_text="eight")).not_to_have_count(0)
    page.keyboard.press("n")
    current = page.locator("[data-change][aria-current]")
    expect(current).to_have_count(1)
    first = current.get_attribute("id")
    page.keyboard.press("n")
    expect(page.locator(f"#{first}")).not_to_have_attribute("aria-current", "true")
    expect(current).to_have_count(1)
    page.keyboard.press("p")
    expect(page.locator(f"#{first}")).to_have_attribute("aria-current", "true")


def tag_a_new_topic(page: Page) -> None:
    """Tag the story with a topic that is not there yet, by key."""
    page.keyboard.press("t")
    page.keyboard.type("Bridges")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("Make the new topic")).click()
    expect(page.locator("#topics .chip.topic", has_text="Bridges")).to_have_count(1)


def annotate_by_mouse(page: Page) -> None:
    """Drag over the passage and write a note on it."""
    select_passage(page, PASSAGE)
    page.keyboard.press("a")
    page.get_by_label("Note", exact=True).fill("Check the distance with the bus company.")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator("mark")).to_have_text([PASSAGE])
    expect(page.locator(".note .notetext")).to_contain_text(["Check the distance"])


def annotate_by_keyboard(page: Page) -> None:
    """Start the caret, move it by word, extend the selection, write: without a mouse."""
    page.evaluate("getSelection().removeAllRanges(); document.activeElement.blur()")
    page.keyboard.press("a")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("a")
    page.keyboard.type("Written without a mouse.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note .notetext", has_text="Written without a mouse.")).to_have_count(1)


def undo_a_deleted_note(page: Page) -> None:
    """Delete a note and take that back by key."""
    note = page.locator(".note", has_text="Written without a mouse.")
    note.get_by_role("button", name="Delete").click()
    expect(note).to_have_count(0)
    page.keyboard.press("z")
    expect(note).to_have_count(1)


def test_editor_goes_the_whole_way(context: BrowserContext, page: Page, dump: Path) -> None:
    log_in(page, "manager")
    upload_and_watch(page, dump)
    context.clear_cookies()

    log_in(page, "editor")
    open_story(page)
    open_first_version(page)
    see_what_was_removed(page)
    compare_and_step(page)

    open_story(page)
    tag_a_new_topic(page)
    annotate_by_mouse(page)
    annotate_by_keyboard(page)

    open_first_version(page)
    expect(page.locator("mark", has_text=PASSAGE)).to_have_count(1)
    expect(page.locator(".note .notetext", has_text="Check the distance")).to_have_count(1)

    open_story(page)
    undo_a_deleted_note(page)


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


def test_without_javascript_no_hint_of_keys_stands_and_nothing_overprints(browser, site, page) -> None:
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, viewport={"width": 1360, "height": 900}
    )
    plain = context.new_page()
    log_in(plain, "editor")
    for path in ("/", "/stories/1/", "/stories/1/history/", "/review/", "/log/"):
        plain.goto(path)
        assert plain.locator("kbd:visible, .keys:visible, .keyhint:visible").count() == 0, path
    plain.goto("/stories/1/")
    mark, heading = (
        plain.get_by_role(role, name=name).bounding_box()
        for role, name in (("button", "Mark as read"), ("heading", "Versions"))
    )
    assert mark["y"] >= heading["y"] + heading["height"]
    plain.goto("/keys/")
    expect(plain.locator("#main noscript p")).to_be_visible()
    assert plain.locator(".keylist kbd:visible").count() > 10
    context.close()
    log_in(page, "editor")
    page.goto("/stories/1/")
    expect(page.locator("a[data-key=r] kbd")).to_be_visible()
