"""HTML as text -> a parsed tree, whatever comes in, in bounded time and depth.

Written here because libxml2 stops without a word at 2,048 elements inside each other and takes minutes over a tag with
100,000 attributes; such a page is flattened to paragraphs first.
"""

import html as entities
import re

from lxml import etree

from articles.text.clean.crowding import has_crowded_tag

MAX_PAGE = 12_000_000  # characters of a page that are read; real ones have up to 4 million
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]*+>|<!--")
_UNREAD = frozenset({"script", "style", "svg", "noscript", "template"})
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong")
)


def parse_page(html: str) -> tuple[etree._Element | None, bool]:
    """The tree of a page (None where there is nothing to parse), and whether it had to be cut or flattened."""
    cut = len(html) > MAX_PAGE
    data = html[:MAX_PAGE].encode("utf-8", "replace")
    data = data.replace(b"\0", b"") if b"\0" in data else data
    if not has_crowded_tag(data):
        tree, deep = _parsed(data)
        if not deep:
            return tree, cut
    return _parsed(flattened(data.decode("utf-8")).encode("utf-8"))[0], True


def _parsed(html: bytes) -> tuple[etree._Element | None, bool]:
    """The tree, and whether libxml2 gave up at its limit of depth."""
    parser = etree.HTMLParser(  # elements are never looked up by their ids
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        tree = etree.fromstring(html, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    last = parser.error_log.last_error
    return tree, last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


def flattened(html: str) -> str:
    """A page of nothing but paragraphs: each block tag begins one, inline tags are dropped, scripts are left out."""
    pieces: list[str] = []
    position = 0
    while match := _TAG.search(html, position):
        pieces.append(entities.escape(html[position : match.start()], quote=False).replace("&amp;", "&"))
        name = (match[1] or "").lower()
        position = match.end()
        if name in _UNREAD or not name:
            position = _after(html, position, f"</{name}" if name else "-->")
        elif name not in _INLINE:
            pieces.append("<p>")
    pieces.append(entities.escape(html[position:], quote=False).replace("&amp;", "&"))
    return "".join(pieces)


def _after(html: str, position: int, closing: str) -> int:
    """Where the text goes on after an element that is not read; the end of the page where it is never closed."""
    found = html.find(closing, position)
    return found + len(closing) if found >= 0 else len(html)
