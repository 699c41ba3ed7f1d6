"""The compiled pass stays within its arrays on any page: what lies beside them is as it was."""

import threading
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean import clean_page
from articles.text.clean.arrays import Codes, Rows
from articles.text.clean.characters import ODD, WHITE, is_solid, kind_of
from articles.text.clean.cutting import cut_page
from articles.text.clean.door import tidy
from articles.text.clean.sheet import (
    COLUMNS,
    MAX_DEPTH,
    SPARE,
    TEXT,
    TEXT_END,
    Sheet,
    new_sheet,
)
from tests.text.clean.test_markup import NASTY, PIECES

BESIDE = 32  # numbers before and behind each array
UNTOUCHED = -559_038_737
TAGS = (
    "<b class='x &amp; y'>", "</b>", "<a href=/author/x rel=author>x", "<img src=/x>", "<noscript>", "&notit;", "&nGt;",
    "&#x41", "\u200b", "\x00", "\ud800", "<time>", "<article>", "<footer>", "<br>", "<p hidden style='display: none'>",
    "<p hidden", "<html/>", "</html>", "<body/>", "<p class=a id=b role=c itemprop=d aria-hidden=true>", " ", "\u3000x",
)  # fmt: skip
pages = st.lists(st.sampled_from(NASTY + PIECES + TAGS), max_size=40).map("".join)


class Guarded(NamedTuple):
    """A sheet whose arrays are parts of larger ones."""

    sheet: Sheet
    out: Codes
    rows: Rows


def state_of(sheet: Sheet) -> Any:
    """The numbers of the pass, by name."""
    return sheet.state.view(np.recarray)[0]


def guarded(html: str, *, room: int | None = None, rows: int | None = None) -> Guarded:
    """A sheet for a page, with room for so many characters in each half and so many rows, else with its own."""
    sheet = new_sheet(html)
    room, count = room or sheet.names, rows or len(sheet.rows)
    out = np.full(2 * room + 2 * BESIDE, UNTOUCHED, dtype=np.int64).astype(np.uint32)
    all_rows = np.full((count + 2 * BESIDE, COLUMNS), UNTOUCHED, dtype=np.int32)
    now = state_of(sheet)
    now.stack[1:] = now.waiting[:] = now.noted[1:] = UNTOUCHED
    now.names = now.inline = room
    return Guarded(sheet._replace(out=out[BESIDE:-BESIDE], rows=all_rows[BESIDE:-BESIDE]), out, all_rows)


def cut_within(page: Guarded) -> Sheet:
    """The sheet after the pass, which wrote to no place beside its arrays and closed all that it opened."""
    from articles.text.clean.cutter import cut

    cut(page.sheet)
    now, untouched = state_of(page.sheet), np.uint32(UNTOUCHED % 2**32)
    for beside in (page.out[:BESIDE], page.out[-BESIDE:]):
        assert (beside == untouched).all()
    for beside in (page.rows[:BESIDE], page.rows[-BESIDE:]):
        assert (beside == UNTOUCHED).all()
    for deep in (now.stack, now.waiting, now.noted):
        assert (deep[MAX_DEPTH + 2 :] == UNTOUCHED).all()
    assert (now.depth, now.notes, now.waits, now.quiet) == (1, 1, 0, 0)
    return page.sheet


@given(pages)
def test_texts_and_names_are_no_longer_than_the_page(html: str):
    sheet = cut_within(guarded(html))
    beside = np.uint32(UNTOUCHED % 2**32)
    assert (sheet.out[len(html) : sheet.names] == beside).all()
    assert (sheet.out[sheet.names + len(html) :] == beside).all()


@given(pages, st.integers(1, 12))
def test_texts_and_names_end_with_their_halves_where_these_are_too_small(html: str, room: int):
    page = guarded(html, room=room)
    sheet = cut_within(page)
    assert state_of(sheet).texts <= room
    assert room <= state_of(sheet).names <= 2 * room


def test_page_is_cut_where_its_texts_or_names_have_no_room():
    for html in ("<p>" + "one " * 9, "<p class='one two three four'>one", "<xmp>" + "x" * 40):
        assert state_of(cut_within(guarded(html, room=8))).cut
        assert not state_of(cut_within(guarded(html))).cut


@given(pages, st.integers(1, 6))
def test_rows_end_where_there_is_no_room_for_more(html: str, rows: int):
    assert state_of(cut_within(guarded(html, rows=rows))).rows <= rows


@pytest.mark.parametrize("tag", ["<div>", "<i>", "<nav>", "<p hidden>", "<x-y>", "<article><footer>", "<noscript>"])
@pytest.mark.parametrize("text", ["", "x", "</p>", "</div></p>x", "<br><br>x</i>"])
def test_deepest_elements_stay_among_those_that_are_told_apart(tag: str, text: str):
    for depth in (MAX_DEPTH - 2, MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + SPARE):
        cut_within(guarded(tag * depth + text))
        cut_within(guarded((tag + text) * depth + text))


@given(pages)
def test_every_block_stands_in_an_element_and_has_its_text_among_the_codes(html: str):
    page = cut_page(html)
    for block, row in zip(page.blocks, page.block_rows.tolist(), strict=True):
        assert 0 <= block.element < len(page.elements)
        assert block.text
        assert page.codes[row[TEXT] : row[TEXT_END]].tolist() == [ord(character) for character in block.text]


@pytest.mark.parametrize("html", ["<html></html>one two", "<html/>one", "<body></body></html>one", "<p></html>one"])
def test_text_behind_the_page_is_cleaned_too(html: str):
    assert [part.text for part in clean_page(html).parts] == [html.rpartition(">")[2]]


def test_character_that_makes_a_block_is_left_when_it_is_tidied():
    for code in range(0x110000):
        kind = kind_of.py_func(code) if code < 0x3100 else ODD
        if kind != WHITE and (kind != ODD or is_solid.py_func(code)):
            assert tidy(chr(code)), hex(code)


def test_pages_are_cleaned_by_several_threads_at_once():
    html = (
        "<h1>Mayor opens bridge</h1>" + "<p class=text>The mayor opened the new bridge on Monday, &amp; left.</p>" * 30
    )
    wanted, found = clean_page(html), []
    threads = [threading.Thread(target=lambda: found.extend(clean_page(html) for _ in range(10))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 40
