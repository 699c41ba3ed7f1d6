"""An HTML page -> its blocks of visible text in order, each with what its markup says of it.

Written here because the extractors' own walks keep only what they select; newsdesk accounts for every block. libxml2
parses (in C, the cheapest part of it all); one pass in Python cuts the text at block borders and keeps, for each
element, its parent, its words of class and id, and the range of blocks in it.
"""

from dataclasses import dataclass, field

from lxml import etree

from articles.text.clean.door import tidy

MAX_BLOCKS = 20_000  # blocks of a page that are read; the longest index pages have 8,000

HIDDEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video", "head", "select", "option", "datalist", "map"]
)
BLOCK = frozenset(
    ["address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "label", "legend", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul"]
)
HEAVY = frozenset({"b", "strong"})


@dataclass(slots=True)
class Element:
    """A block-level element: its tag, its parent's index, its words of class and id, the range of blocks inside it."""

    tag: str
    parent: int
    words: str
    first: int
    last: int = 0


@dataclass(slots=True)
class Block:
    """A run of text between two block borders: its element, its text, and how many characters of it are linked or bold.

    `inline` is the words of class of the inline elements in it.
    """

    element: int
    text: str
    linked: int
    links: int
    heavy: int
    inline: str


@dataclass(slots=True)
class Page:
    """A page cut up: its block-level elements in document order, and its blocks; `cut` where a bound bit."""

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    cut: bool = False


class _Cutter:
    """The state of one pass over a page."""

    __slots__ = ("bold", "breaks", "heavy", "in_link", "inline", "linked", "links", "open", "page", "pieces")

    def __init__(self) -> None:
        self.page = Page()
        self.open: list[int] = []
        self.pieces: list[str] = []
        self.inline: list[str] = []
        self.linked = self.links = self.heavy = self.in_link = self.bold = self.breaks = 0

    def add(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text)
        if not text.isspace():
            self.breaks = 0
            if self.in_link:
                self.linked += len(text)
            if self.bold:
                self.heavy += len(text)

    def flush(self) -> None:
        """Close the block that is open, if it has text."""
        text = tidy("".join(self.pieces)) if self.pieces else ""
        if text:
            element = self.open[-1] if self.open else -1
            inline = " ".join(self.inline)
            self.page.blocks.append(Block(element, text, self.linked, self.links, self.heavy, inline))
        if self.pieces or self.inline or self.links:
            self.pieces, self.inline = [], []
            self.linked = self.links = self.heavy = 0
        self.breaks = 0

    def enter(self, node: etree._Element, tag: str) -> None:
        if tag in BLOCK:
            self.flush()
            parent = self.open[-1] if self.open else -1
            self.open.append(len(self.page.elements))
            self.page.elements.append(Element(tag, parent, _words(node), len(self.page.blocks)))
        elif tag == "br":
            self.breaks += 1
            self.flush() if self.breaks > 1 else self.pieces.append("\n")
        else:
            self._enter_inline(node, tag)
        self.add(node.text)

    def _enter_inline(self, node: etree._Element, tag: str) -> None:
        if tag == "a":
            self.in_link += 1
            self.links += 1
        elif tag in HEAVY:
            self.bold += 1
        words = node.get("class")
        if words:
            self.inline.append(words)

    def leave(self, node: etree._Element, tag: str) -> None:
        if tag in BLOCK:
            self.flush()
            self.page.elements[self.open.pop()].last = len(self.page.blocks)
        elif tag == "a":
            self.in_link -= 1
        elif tag in HEAVY:
            self.bold -= 1
        self.add(node.tail)


def _words(node: etree._Element) -> str:
    """The words of an element's class, id, role and itemprop, and "hidden" where it is."""
    found = [node.get(name) for name in ("class", "id", "role", "itemprop")]
    if (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or "display:none" in (node.get("style") or "").replace(" ", "")
    ):
        found.append("hidden")
    return " ".join(filter(None, found))


def cut_page(tree: etree._Element) -> Page:
    """The blocks of a parsed page; scripts, styles and the like are no blocks. At most MAX_BLOCKS of them."""
    cutter = _Cutter()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        if event == "end":
            cutter.leave(node, tag) if tag not in HIDDEN else cutter.add(node.tail)
        elif tag in HIDDEN:
            walk.skip_subtree()
        else:
            cutter.enter(node, tag)
        if len(cutter.page.blocks) >= MAX_BLOCKS:
            cutter.page.cut = True
            break
    for index in cutter.open:
        cutter.page.elements[index].last = len(cutter.page.blocks)
    return cutter.page
