"""A piece of HTML that a feed or a field holds -> its paragraphs, with nothing left out.

Written here because extractors take a whole page and drop what looks like debris; a fragment is the article already.
One pass over the tags, without a tree: linear, and no nesting is too deep.
"""

import html
import re

_TAG = re.compile(
    r"<(/?)([a-zA-Z][\w:-]{0,30})(?:\s[^<>]{0,65536})?/?>|<!--.*?(?:-->|$)|<[!?][^<>]{0,65536}>", re.DOTALL
)
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
))  # fmt: skip
_SILENT = frozenset(["script", "style", "noscript", "template"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_ANY_MARKUP = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|h[1-6]|ul|li|section|article|blockquote|figure|table)\s{0,4}>"
    r"|<(?:br|p|img|hr)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)


def is_page(text: str) -> bool:
    """Tell whether the text is a whole HTML page."""
    return _WHOLE_PAGE.search(text, 0, 4096) is not None


def is_markup(text: str) -> bool:
    """Tell whether the text has HTML elements in it."""
    return _ANY_MARKUP.search(text) is not None


def paragraphs_of(fragment: str) -> tuple[str, ...]:
    """Give the text of a piece of HTML, one string a block. Scripts and styles are silent, comments no text.

    Where no element makes a block (a text with links in it), lines do.
    """
    if not any((tag.group(2) or "a").lower() not in _INLINE for tag in _TAG.finditer(fragment)):
        return tuple(text for line in fragment.split("\n") for text in _blocks(line))
    return tuple(_blocks(fragment))


def _blocks(fragment: str) -> list[str]:
    blocks: list[str] = []
    line: list[str] = []
    at, silent = 0, ""
    for tag in _TAG.finditer(fragment):
        if not silent:
            line.append(fragment[at : tag.start()])
        at = tag.end()
        name = (tag.group(2) or "").lower()
        closing = tag.group(1) == "/"
        if name in _SILENT:
            silent = _silence(silent, name, opens=not closing and not tag.group().endswith("/>"))
        elif name and name not in _INLINE and not silent:
            _end_block(line, blocks)
    if not silent:
        line.append(fragment[at:])
    _end_block(line, blocks)
    return blocks


def _silence(silent: str, name: str, *, opens: bool) -> str:
    """Give the element that keeps text silent after the tag `name`, "" when none does."""
    if silent:
        return silent if opens or name != silent else ""
    return name if opens else ""


def _end_block(line: list[str], blocks: list[str]) -> None:
    text = _SPACE.sub(" ", html.unescape("".join(line))).strip()
    if text:
        blocks.append(text)
    line.clear()
