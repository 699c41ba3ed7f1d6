"""A tag -> what it does to the block that is open: where its element starts, and where it ends.

Written here because which elements part blocks, which are shown, and which are a site's menu or footer is newsdesk's
own choice.
"""

from articles.text.clean.arrays import integer
from articles.text.clean.attributes import has_address, put_class
from articles.text.clean.compiled import compiled_part
from articles.text.clean.gathering import add_block, begin_block, flush, note, put_character
from articles.text.clean.sheet import LANGUAGES, LAST, PICTURES, TIMES, WRITERS, Sheet, State
from articles.text.clean.tag_table import (
    ARTICLED,
    BLOCKED,
    BOLD,
    BREAK,
    FOOTER,
    HTML,
    LINK,
    NOSCRIPT,
    RULE,
    SPAN,
    TIME,
    TURN,
    UNSHOWN,
    WHOLE,
)

MAX_TIMES = 5  # <time> elements that are read: the article's own is among the first
_NOWHERE = integer(0)
_LINE_END = integer(ord("\n"))


@compiled_part
def enter(sheet: Sheet, now: State, number: int) -> None:
    """The start of an element, where something is cut."""
    turn = TURN[number]
    if turn == WHOLE and (number != FOOTER or not now.articles):
        _enter_whole(sheet, now, number)
    elif turn in (BLOCKED, ARTICLED, TIME, WHOLE):
        _enter_block(sheet, now, number)
    elif turn == UNSHOWN:
        now.quiet = now.depth
    elif turn == BREAK:
        _break(sheet, now)
    elif turn == RULE:
        flush(sheet, now)
    else:
        _enter_inline(sheet, now, turn)


@compiled_part
def _enter_block(sheet: Sheet, now: State, number: int) -> None:
    """The start of a block-level element."""
    if now.dirty:
        flush(sheet, now)
    _wait(now, number, now.attrs, now.attrs_end)
    if TURN[number] == ARTICLED:
        now.articles += 1
    elif TURN[number] == TIME and now.times < MAX_TIMES:
        now.times += 1
        now.second = now.blocks
        note(sheet, now, TIMES, now.attrs, now.attrs_end)
    elif number == HTML:
        note(sheet, now, LANGUAGES, now.attrs, now.attrs_end)


@compiled_part
def _wait(now: State, number: int, attrs: int, attrs_end: int) -> None:
    """Keep an element until it has a block."""
    row = now.waiting[now.waits]
    row[0], row[1], row[2] = number, attrs, attrs_end
    now.waits += 1


@compiled_part
def _enter_whole(sheet: Sheet, now: State, number: int) -> None:
    """The start of a site's menu or footer, which is kept in one piece: any <nav>, and a <footer> in no article."""
    flush(sheet, now)
    now.quiet, now.gathers, now.whole_tag = now.depth, 1, number
    now.whole_attrs, now.whole_attrs_end = now.attrs, now.attrs_end


@compiled_part
def hushed(sheet: Sheet, now: State) -> None:
    """The end of an element in which nothing was cut: one block, if its text was gathered."""
    now.quiet = 0
    if now.gathers:
        now.gathers = 0
        if now.solid:
            _wait(now, now.whole_tag, now.whole_attrs, now.whole_attrs_end)
            now.links = now.whole = 1
            add_block(sheet, now)
            _leave_block(sheet, now)
        begin_block(now)


@compiled_part
def _break(sheet: Sheet, now: State) -> None:
    """A break of the line; two are a border."""
    now.breaks += 1
    now.dirty = 1
    if now.breaks > 1:
        flush(sheet, now)
    elif now.filled:
        put_character(sheet, now, _LINE_END)


@compiled_part
def _enter_inline(sheet: Sheet, now: State, turn: int) -> None:
    """The start of an element within a block: a link, bold text, a span that may name an author, or another."""
    if turn == LINK:
        now.in_link += 1
        now.links += 1
        now.dirty = 1
    elif turn == BOLD:
        now.bold += 1
    names_author = put_class(sheet, now)
    if names_author and turn in (LINK, SPAN) and not now.signing:
        now.signing = now.depth


@compiled_part
def leave(sheet: Sheet, now: State, number: int) -> None:
    """The end of an element, where something is cut."""
    turn = TURN[number]
    if turn in (BLOCKED, ARTICLED, TIME, WHOLE):
        _leave_block(sheet, now)
        now.articles -= turn == ARTICLED
    elif turn == BOLD:
        now.bold -= 1
    elif turn in (LINK, SPAN):
        now.in_link -= turn == LINK
        if now.signing and now.signing == now.depth:
            note(sheet, now, WRITERS, _NOWHERE, _NOWHERE)
            now.signing = 0


@compiled_part
def _leave_block(sheet: Sheet, now: State) -> None:
    """The end of a block-level element."""
    if now.dirty:
        flush(sheet, now)
    if now.waits:
        now.waits -= 1
    else:
        now.notes -= 1
        sheet.rows[now.noted[now.notes, 1], LAST] = now.blocks


@compiled_part
def note_picture(sheet: Sheet, now: State) -> None:
    """A picture, also the one that <noscript> has for readers whose browser does not load it by script."""
    if not now.quiet or now.stack[now.quiet] == NOSCRIPT:
        place = now.blocks + now.filled
        if now.place <= place and has_address(sheet.code, now.attrs, now.attrs_end):
            now.place = place + 1
            note(sheet, now, PICTURES, place, place)
