"""An HTML page -> its blocks of visible text in order, each with what its markup says of it.

Written here because the extractors' own walks keep only what they select; newsdesk accounts for every block. libxml2
parses (in C, the cheapest part of it all); one pass in Python cuts the text at block borders and keeps, for each
element, its parent, its words of class and id, and the range of blocks in it.
"""

import re
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from articles.text.clean.door import tidy

MAX_BLOCKS = 20_000  # blocks of a page that are read; the longest index pages have 8,000

HIDDEN = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video",
    "head", "select", "option", "datalist", "map",
))  # fmt: skip
BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "label", "legend", "main", "menu", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul",
))  # fmt: skip
ARTICLES = frozenset({"article", "main", "blockquote", "figure"})  # a footer in these is theirs, not the site's
FURNITURE = frozenset({"nav", "footer"})
UNREAD = ("script", "style", "noscript", "template")  # elements whose text is no text of the page
HEAVY = frozenset({"b", "strong"})
NAMING = frozenset({"class", "id", "role", "itemprop"})  # the attributes whose words say what an element is for
HIDING = frozenset({"hidden", "aria-hidden", "style"})
_NOT_SHOWN = re.compile(r"^true$|display ?: ?none")


@dataclass(slots=True)
class Element:
    """A block-level element: its tag, its parent, its words of class and id, and the range of blocks inside it."""

    tag: str
    parent: int
    words: str
    first: int
    last: int = 0


@dataclass(slots=True)
class Block:
    """A run of text between two block borders: its element, its text, and how many characters of it are linked or bold.

    `inline` is the words of class of the inline elements in it. A `whole` block is a site's menu or footer, in one.
    """

    element: int
    text: str
    linked: int
    links: int
    heavy: int
    inline: str
    whole: bool = False


@dataclass(slots=True)
class Page:
    """A page cut up: its block-level elements in document order, and its blocks; `cut` where a bound bit."""

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    cut: bool = False


_TEXT = etree.XPath("descendant::text()", smart_strings=False)
_READ_TEXT = etree.XPath(
    "descendant::text()[not(parent::script or parent::style or parent::noscript or parent::template)]",
    smart_strings=False,
)


class _Cutter:
    """The state of one pass over a page. An element is noted at its first block: half of all have none."""

    __slots__ = ("bold", "breaks", "filled", "heavy", "in_link", "inline", "linked", "links", "open", "page", "pieces",
                 "waiting")  # fmt: skip

    def __init__(self) -> None:
        self.page = Page()
        self.open = [-1]
        self.waiting: list[etree._Element] = []  # the innermost open elements, without a block so far
        self.pieces: list[str] = []
        self.inline: list[str] = []
        self.filled = False
        self.linked = self.links = self.heavy = self.in_link = self.bold = self.breaks = 0

    def add(self, text: str) -> None:
        """Text that belongs to the block that is open."""
        if text.isspace():
            if self.filled:
                self.pieces.append(text)
            return
        self.pieces.append(text)
        self.filled = True
        self.breaks = 0
        if self.in_link:
            self.linked += len(text)
        if self.bold:
            self.heavy += len(text)

    def flush(self) -> None:
        """Close the block that is open, if it has text."""
        if self.filled:
            text = tidy("".join(self.pieces))
            if text:
                inline = " ".join(self.inline)
                self.page.blocks.append(Block(self.holder(), text, self.linked, self.links, self.heavy, inline))
            self.filled = False
            self.pieces = []
        if self.inline:
            self.inline = []
        if self.links or self.heavy or self.linked or self.breaks:
            self.linked = self.links = self.heavy = self.breaks = 0

    def enter(self, node: etree._Element, tag: str) -> bool:
        """The start of an element: whether it is read. Of the site's furniture the text is kept in one piece."""
        if tag in BLOCK:
            self.flush()
            if tag in FURNITURE and self.is_furniture(tag):
                self.keep_whole(node)
                return False
            self.waiting.append(node)
        elif tag in HIDDEN:
            return False
        elif tag == "br":
            self.breaks += 1
            self.flush() if self.breaks > 1 else self.add("\n")
        else:
            self.enter_inline(node, tag)
        return True

    def is_furniture(self, tag: str) -> bool:
        """Whether an element is the site's, whatever stands in it: any <nav>, and a <footer> in no article."""
        elements = self.page.elements
        return tag == "nav" or not (
            any(elements[at].tag in ARTICLES for at in self.open[1:]) or any(n.tag in ARTICLES for n in self.waiting)
        )

    def keep_whole(self, node: etree._Element) -> None:
        """Make one block of all the text in an element."""
        read = _TEXT if next(node.iter(*UNREAD), None) is None else _READ_TEXT  # telling is cheaper than sifting
        text = tidy(" ".join(cast("list[str]", read(node))))
        if text:
            self.waiting.append(node)
            self.page.blocks.append(Block(self.holder(), text, len(text), 1, 0, "", whole=True))
            self.close()

    def holder(self) -> int:
        """The innermost open element, noted now if it was not: a block stands in it."""
        elements = self.page.elements
        for node in self.waiting:
            elements.append(Element(node.tag, self.open[-1], _words(node), len(self.page.blocks)))
            self.open.append(len(elements) - 1)
        self.waiting.clear()
        return self.open[-1]

    def enter_inline(self, node: etree._Element, tag: str) -> None:
        """The start of an element within a block."""
        if tag == "a":
            self.in_link += 1
            self.links += 1
        elif tag in HEAVY:
            self.bold += 1
        words = node.get("class")
        if words:
            self.inline.append(words)

    def leave(self, tag: str) -> None:
        """The end of an element that is read."""
        if tag in BLOCK:
            self.flush()
            self.close()
        elif tag == "a":
            self.in_link -= 1
        elif tag in HEAVY:
            self.bold -= 1

    def close(self) -> None:
        """Close the innermost element that is open."""
        if self.waiting:
            self.waiting.pop()
        else:
            self.page.elements[self.open.pop()].last = len(self.page.blocks)


def _words(node: etree._Element) -> str:
    """The words of an element's class, id, role and itemprop, and "hidden" where it is."""
    found = ""
    for name, value in node.items():
        if name in NAMING:
            found = f"{found} {value!s}"
        elif name in HIDING and (name == "hidden" or _NOT_SHOWN.search(str(value))):
            found += " hidden"
    return found


def cut_page(tree: etree._Element) -> Page:
    """The blocks of a parsed page; scripts, styles and the like are no blocks. At most MAX_BLOCKS of them."""
    cutter = _Cutter()
    blocks = cutter.page.blocks
    walk = etree.iterwalk(tree, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, node in walk:
        if event == "end":
            text = node.tail
            if node is not skipped:
                cutter.leave(node.tag)
        elif cutter.enter(node, node.tag):
            text = node.text
        else:
            text, skipped = None, node
            walk.skip_subtree()
        if text:
            cutter.add(text)
        if len(blocks) >= MAX_BLOCKS:
            cutter.page.cut = True
            break
    cutter.flush()
    while cutter.waiting or len(cutter.open) > 1:
        cutter.close()
    return cutter.page
