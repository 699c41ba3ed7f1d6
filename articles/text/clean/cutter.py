"""A page's code points -> the sheet filled: one pass over its tags and texts, in compiled code.

Written here because the same pass over strings took half of a page's time. It must not be imported before a page is
cut: numba takes longer to start than pages to be cleaned.
"""

from articles.text.clean.arrays import Codes, integer, nth
from articles.text.clean.attributes import put_class
from articles.text.clean.character_references import NOTHING, read_reference
from articles.text.clean.characters import WHITE, kind_of
from articles.text.clean.compiled import compiled, compiled_part
from articles.text.clean.gathering import begin_piece, end_piece, flush, note, put_character, put_run, put_verbatim
from articles.text.clean.nesting import end, has_body, imply, known, pop, start, start_root, top
from articles.text.clean.sheet import METAS, SCRIPTS, TITLES, Sheet, State
from articles.text.clean.tag_table import (
    ANY,
    IS_PICTURE,
    IS_RAW,
    IS_ROOT,
    IS_UNESCAPED,
    IS_UNREAD,
    META,
    SCRIPT,
    TITLE,
    TURN,
    UNSHOWN,
)
from articles.text.clean.tokens import attributes_end, comment_end, is_tag, name_of, next_less, raw_end
from articles.text.clean.turns import note_picture

_BEGIN = integer(0)
_SLASH, _LESS, _AMPERSAND = ord("/"), ord("<"), ord("&")


@compiled
def cut(sheet: Sheet) -> None:
    """Read the whole page, and close what is open."""
    now = sheet.state[0]
    at = _read_text(sheet, now, _BEGIN)
    while at < len(sheet.code):
        at = _read_tag(sheet, now, at)
        at = _read_text(sheet, now, at)
    while now.depth > 1:
        pop(sheet, now)
    flush(sheet, now)


@compiled_part
def _read_tag(sheet: Sheet, now: State, at: int) -> int:
    """The place behind the tag at a place, and behind its content where that is no markup."""
    code = sheet.code
    is_end = code[nth(at + 1)] == _SLASH
    tag, behind = name_of(code, at + 1 + is_end, len(code))
    close, closed = attributes_end(code, behind)
    if is_end:
        end(sheet, now, tag)
        return min(close + 1, len(code))
    now.attrs, now.attrs_end, now.closed = behind, close, closed
    number = known(tag)
    if not has_body(now) and not IS_ROOT[number]:
        imply(sheet, now, number)
    after = min(close + 1, len(code))
    if IS_RAW[number]:
        return _read_raw(sheet, now, number, after)
    _start(sheet, now, tag, number)
    return after


@compiled_part
def _start(sheet: Sheet, now: State, tag: int, number: int) -> None:
    """The start of an element whose content is markup."""
    if number == META:
        note(sheet, now, METAS, now.attrs, now.attrs_end)
    elif IS_ROOT[number]:
        start_root(sheet, now, number)
    else:
        if IS_PICTURE[number]:
            note_picture(sheet, now)
        start(sheet, now, tag)


@compiled_part
def _read_raw(sheet: Sheet, now: State, number: int, at: int) -> int:
    """The place behind an element whose content is no markup, which begins at a place."""
    code = sheet.code
    close = raw_end(code, at, number)
    if number == SCRIPT:
        now.second, now.second_end = at, close
        note(sheet, now, SCRIPTS, now.attrs, now.attrs_end)
    elif number == TITLE:
        note(sheet, now, TITLES, at, close)
    if not IS_UNREAD[number]:
        _put_raw(sheet, now, number, at, close)
    if close < len(code):
        _, close = name_of(code, close + 2, len(code))
        close, _ = attributes_end(code, close)
    return min(close + 1, len(code))


@compiled_part
def _put_raw(sheet: Sheet, now: State, number: int, at: int, close: int) -> None:
    """Add the content of an element that is no markup, if it is shown."""
    if not now.quiet:
        if TURN[number] == UNSHOWN:
            return
        put_class(sheet, now)
    elif _is_silent(now):
        return
    before = begin_piece(now)
    if IS_UNESCAPED[number]:
        put_verbatim(sheet, now, at, close)
    else:
        put_run(sheet, now, at, close)
    end_piece(sheet, now, at, close, before)


@compiled_part
def _is_silent(now: State) -> bool:
    """Whether text is not read here: nothing is shown, or what is gathered has other text."""
    return now.quiet > 0 and (not now.gathers or IS_UNREAD[top(now)])


@compiled_part
def _read_text(sheet: Sheet, now: State, at: int) -> int:
    """The place of the next tag, the text before which is added."""
    code = sheet.code
    if not has_body(now) and _has_word(sheet, now, at):
        imply(sheet, now, ANY)
    if at < len(code) and code[nth(at)] == _LESS and is_tag(code, at):
        return at
    if _is_silent(now):
        return _next_tag(code, at)
    first, before = at, begin_piece(now)
    while at < len(code):
        run_end = next_less(code, at)
        put_run(sheet, now, at, run_end)
        at = run_end
        if at == len(code) or is_tag(code, at):
            break
        at = comment_end(code, at)
        if at == run_end:
            put_character(sheet, now, integer(_LESS))
            at += 1
    end_piece(sheet, now, first, at, before)
    return at


@compiled_part
def _next_tag(code: Codes, at: int) -> int:
    """The place of the next tag."""
    at = next_less(code, at)
    while at < len(code) and not is_tag(code, at):
        at = next_less(code, max(at + 1, comment_end(code, at)))
    return at


@compiled_part
def _has_word(sheet: Sheet, now: State, at: int) -> bool:
    """Whether a word stands before the next tag."""
    code = sheet.code
    while at < len(code) and not (code[nth(at)] == _LESS and is_tag(code, at)):
        behind = comment_end(code, at) if code[nth(at)] == _LESS else at
        if behind > at:
            at = behind
        elif code[nth(at)] == _AMPERSAND:
            at = read_reference(code, at, len(code), sheet.references, now.found)
            if now.found[0] != NOTHING and kind_of(now.found[0]) != WHITE:
                return True
        elif kind_of(integer(code[nth(at)])) != WHITE:
            return True
        else:
            at += 1
    return False
