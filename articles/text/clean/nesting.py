"""The tags of a page in order -> the elements that are open, and which of them a start tag or an end tag closes.

Written here because half of all pages leave end tags out or have too many. Where the standard's rules and libxml2's
differ, these are libxml2's, which never rebuild what is misnested and so need no memory of it; but <body> begins where
the standard lets it.
"""

from articles.text.clean.compiled import compiled_part
from articles.text.clean.sheet import MAX_DEPTH, Sheet, State
from articles.text.clean.tag_table import BODY, ENDS, HEAD, HTML, IS_HEADED, IS_ROOT, IS_VOID, NOSCRIPT, RANK, P
from articles.text.clean.turns import enter, hushed, leave

_HTML, _HEAD, _BODY = 1, 2, 4  # bits of the roots that there were


@compiled_part
def known(tag: int) -> int:
    """The number of a tag, 0 for those that have none."""
    return max(0, tag)


@compiled_part
def top(now: State) -> int:
    """The number of the innermost element's tag."""
    return known(now.stack[now.depth - 1])


@compiled_part
def start(sheet: Sheet, now: State, tag: int) -> None:
    """The start of an element, which may end others, and end at once."""
    number = known(tag)
    while ENDS[number, top(now)]:
        pop(sheet, now)
    if not now.quiet:
        enter(sheet, now, number)
    if IS_VOID[number]:
        return
    now.stack[now.depth] = tag
    now.depth += 1
    if now.closed:
        pop(sheet, now)
    elif now.depth > MAX_DEPTH:
        now.cut = 1
        pop(sheet, now)


@compiled_part
def start_bare(sheet: Sheet, now: State, tag: int) -> None:
    """The start of an element that has no tag."""
    attrs, attrs_end, closed = now.attrs, now.attrs_end, now.closed
    now.attrs = now.attrs_end = now.closed = 0
    start(sheet, now, tag)
    now.attrs, now.attrs_end, now.closed = attrs, attrs_end, closed


@compiled_part
def _bit(root: int) -> int:
    return _HTML if root == HTML else _HEAD if root == HEAD else _BODY


@compiled_part
def start_root(sheet: Sheet, now: State, root: int) -> None:
    """<html>, <head> or <body>, each of which counts once; <html> cannot close itself."""
    if now.roots & _bit(root):
        now.ignored += 1
    else:
        imply(sheet, now, root)
        now.roots |= _bit(root)
        if root == HTML:
            now.closed = 0
        start(sheet, now, root)


@compiled_part
def _start_bare_root(sheet: Sheet, now: State, root: int) -> None:
    now.roots |= _bit(root)
    start_bare(sheet, now, root)


@compiled_part
def has_body(now: State) -> bool:
    """Whether <body> has begun."""
    return now.roots & _BODY > 0


@compiled_part
def imply(sheet: Sheet, now: State, number: int) -> None:
    """Open or close <html>, <head> and <body> where their tags are left out, before a tag's element, or text (0)."""
    if not now.roots & _HTML and number != HTML:
        _start_bare_root(sheet, now, HTML)
    if number == BODY:
        while now.depth > 2:
            pop(sheet, now)
    elif top(now) == HEAD and not IS_HEADED[number]:
        pop(sheet, now)
    if now.depth == 2 and not now.roots & _BODY and not IS_ROOT[number]:
        if not IS_HEADED[number] or number == NOSCRIPT:
            _start_bare_root(sheet, now, BODY)
        elif not now.roots & _HEAD:
            _start_bare_root(sheet, now, HEAD)


@compiled_part
def end(sheet: Sheet, now: State, tag: int) -> None:
    """An end tag: of the innermost element, or of one farther out, or of none.

    <html> ends with the page: text behind its end tag, too, stands in an element.
    """
    if IS_ROOT[known(tag)] and now.ignored:
        now.ignored -= 1
    elif tag == HTML:
        while now.depth > 2:
            pop(sheet, now)
    elif now.stack[now.depth - 1] == tag:
        pop(sheet, now)
    else:
        _end_farther(sheet, now, tag)


@compiled_part
def _end_farther(sheet: Sheet, now: State, tag: int) -> None:
    """An end tag that is not of the innermost element; of a <p> that is not open it is a border all the same."""
    at = _start_of(now, tag)
    if at:
        while now.depth > at:
            pop(sheet, now)
    elif tag == P and not now.quiet:
        start_bare(sheet, now, P)
        pop(sheet, now)


@compiled_part
def _start_of(now: State, tag: int) -> int:
    """The place among the open elements of the one that an end tag closes; 0 where it closes none."""
    rank = RANK[known(tag)]
    for at in range(now.depth - 1, 0, -1):
        if now.stack[at] == tag:
            return at
        if RANK[known(now.stack[at])] > rank:
            return 0
    return 0


@compiled_part
def pop(sheet: Sheet, now: State) -> None:
    """The end of the innermost element."""
    now.depth -= 1
    if not now.quiet or now.depth < now.quiet:
        leave(sheet, now, known(now.stack[now.depth]))
    elif now.depth == now.quiet:
        hushed(sheet, now)
