"""The text of a page -> its blocks: runs of words between two block borders, spaces folded, references resolved.

Written here because text is copied once only: where it stands in the page, it goes into one long text that blocks are
places in. Elements are noted at their first block: half of all have none.
"""

from articles.text.clean.arrays import integer, nth
from articles.text.clean.attributes import put_words
from articles.text.clean.character_references import NOTHING, read_reference
from articles.text.clean.characters import ODD, WHITE, is_solid, kind_of
from articles.text.clean.compiled import compiled_part
from articles.text.clean.door import MAX_LINE
from articles.text.clean.sheet import (
    BLOCKS,
    ELEMENT,
    ELEMENTS,
    END,
    FIRST,
    HEAVY,
    INLINE,
    INLINE_END,
    KIND,
    LAST,
    LINKED,
    LINKS,
    MAX_BLOCKS,
    MAX_NOTED,
    PARENT,
    PLAIN,
    SECOND,
    SECOND_END,
    SIGNED,
    START,
    TAG,
    TEXT,
    TEXT_END,
    WHOLE,
    WORDS,
    WORDS_END,
    Sheet,
    State,
)

_AMPERSAND, _BLANK = ord("&"), ord(" ")


@compiled_part
def put_character(sheet: Sheet, now: State, character: int) -> None:
    """Add a character to the block that is open, spaces folded, of which MAX_LINE at most are kept.

    Texts stay in their half of `out`: each character, also the space before it, was read from one of the page's own.
    """
    kind = kind_of(character)
    now.length += 1
    if kind == WHITE:
        now.spaced = 1
        return
    now.worded = 1
    if now.texts + 2 > len(sheet.out) // 2:
        now.cut = 1
    elif now.length <= MAX_LINE:
        if now.spaced and now.texts > now.text:
            sheet.out[now.texts] = _BLANK
            now.texts += 1
        now.spaced = 0
        sheet.out[now.texts] = character
        now.texts += 1
        if kind == ODD:
            now.plain = 0
        if kind != ODD or is_solid(character):
            now.solid = 1


@compiled_part
def put_run(sheet: Sheet, now: State, at: int, end: int) -> None:
    """Add the characters from one place of the page to another."""
    while at < end:
        at = _put_usual(sheet, now, at, end)
        if at < end and sheet.code[nth(at)] == _AMPERSAND:
            at = read_reference(sheet.code, at, end, sheet.references, now.found)
            for character in now.found:
                if character != NOTHING:
                    put_character(sheet, now, character)
        elif at < end:
            put_character(sheet, now, integer(sheet.code[nth(at)]))
            at += 1


@compiled_part
def _put_usual(sheet: Sheet, now: State, at: int, end: int) -> int:
    """Add characters up to a place as long as they are plain or white space; the place of the first that is neither.

    It is put_character for these, with its numbers in registers, which takes a fifth of the time.
    """
    code, out, start = sheet.code, sheet.out, now.text
    texts, length, spaced, worded = now.texts, now.length, now.spaced, 0
    last = len(out) // 2 - 2  # the last place at which a space and a character stay in the half of texts
    while at < end and length < MAX_LINE and texts <= last and code[nth(at)] != _AMPERSAND:
        character = integer(code[nth(at)])
        kind = kind_of(character)
        if kind == ODD:
            break
        if kind == WHITE:
            spaced = 1
        else:
            if spaced and texts > start:
                out[nth(texts)] = _BLANK
                texts += 1
            out[nth(texts)] = character
            texts += 1
            spaced, worded = 0, 1
        length += 1
        at += 1
    now.texts, now.length, now.spaced = texts, length, spaced
    now.worded |= worded
    now.solid |= worded
    return at


@compiled_part
def put_verbatim(sheet: Sheet, now: State, at: int, end: int) -> None:
    """The same where an ampersand is one."""
    for place in range(at, end):
        put_character(sheet, now, integer(sheet.code[nth(place)]))


@compiled_part
def begin_piece(now: State) -> int:
    """The length of the open block before its next piece of text; pieces of a menu are words of their own."""
    now.worded = 0
    if now.quiet and now.parts:
        now.spaced = 1
        now.length += 1
    return now.length


@compiled_part
def end_piece(sheet: Sheet, now: State, at: int, end: int, before: int) -> None:
    """Count a piece of text that was put, which stands from one place of the page to another."""
    length = now.length - before
    if now.quiet:
        now.parts += length > 0
    elif now.worded:
        now.filled = now.dirty = 1
        now.breaks = 0
        now.linked += length if now.in_link else 0
        now.heavy += length if now.bold else 0
        if now.signing:
            note(sheet, now, SIGNED, at, end)
    elif not now.filled:
        now.length = before
        now.spaced = 0


@compiled_part
def note(sheet: Sheet, now: State, kind: int, start: int, end: int) -> None:
    """Note what is no block."""
    if now.rows >= min(len(sheet.rows), MAX_NOTED):
        now.cut = 1
        return
    row = sheet.rows[now.rows]
    row[KIND], row[START], row[END], row[SECOND], row[SECOND_END] = kind, start, end, now.second, now.second_end
    now.rows += 1


@compiled_part
def flush(sheet: Sheet, now: State) -> None:
    """Close the block that is open, if it has text."""
    if now.filled and now.solid:
        add_block(sheet, now)
    begin_block(now)


@compiled_part
def begin_block(now: State) -> None:
    """Begin anew with what is counted of a block; text and names that are of none are forgotten."""
    now.texts, now.names = now.text, now.inline
    now.filled = now.dirty = now.linked = now.links = now.heavy = now.breaks = 0
    now.inlines = now.length = now.spaced = now.solid = now.parts = now.whole = 0
    now.plain = 1


@compiled_part
def add_block(sheet: Sheet, now: State) -> None:
    """Add a block to the page, and the elements that it is the first block of."""
    if now.blocks >= MAX_BLOCKS or now.rows + now.waits >= len(sheet.rows):
        now.cut = 1
        return
    inline_end = now.names
    for at in range(now.waits):
        _add_element(sheet, now, at)
    now.waits = 0
    row = sheet.rows[now.rows]
    row[KIND], row[ELEMENT] = BLOCKS, now.noted[now.notes - 1, 0]
    row[TEXT], row[TEXT_END], row[INLINE], row[INLINE_END] = now.text, now.texts, now.inline, inline_end
    row[LINKED], row[LINKS], row[HEAVY] = now.linked, now.links, now.heavy
    row[WHOLE], row[PLAIN] = now.whole, now.plain
    now.rows += 1
    now.blocks += 1
    now.text, now.inline = now.texts, now.names


@compiled_part
def _add_element(sheet: Sheet, now: State, at: int) -> None:
    """Add an element that waited for its first block."""
    row = sheet.rows[now.rows]
    row[KIND], row[TAG], row[PARENT] = ELEMENTS, now.waiting[at, 0], now.noted[now.notes - 1, 0]
    row[FIRST] = row[LAST] = now.blocks
    row[WORDS] = now.names
    put_words(sheet, now, now.waiting[at, 1], now.waiting[at, 2])
    row[WORDS_END] = now.names
    now.noted[now.notes, 0], now.noted[now.notes, 1] = now.elements, now.rows
    now.notes += 1
    now.elements += 1
    now.rows += 1
