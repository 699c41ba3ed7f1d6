"""An HTML page -> its blocks of visible text in order, each with what its markup says of it.

Written here because the extractors' own walks keep only what they select; newsdesk accounts for every block. One pass
over the page's tags cuts the text at block borders and keeps, for each element, its parent, its words of class and id,
and the range of blocks in it; on its way it gathers what stands outside of the blocks.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from articles.text.clean.door import tidy
from articles.text.clean.markup import Token, attributes, class_of, is_closed, text_of, tokens, unescaped
from articles.text.clean.purposes import purposes
from articles.text.clean.nesting import ENDS, HEADED, VOID, start_of

MAX_BLOCKS = 20_000  # blocks of a page that are read; the longest index pages have 8,000
MAX_DEPTH = 500  # elements inside each other that are told apart; pages are up to 100 deep
MAX_TIMES = 5  # <time> elements that are read: the article's own is among the first

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
UNREAD = frozenset({"script", "style", "noscript", "template"})  # elements whose text is no text of the page
HEAVY = frozenset({"b", "strong"})
NAMING = frozenset({"class", "id", "role", "itemprop"})  # the attributes whose words say what an element is for
HIDING = frozenset({"hidden", "aria-hidden", "style"})
NAMING_AUTHORS = ("a", "span")
NOWHERE = 1 << 30  # deeper than any element
ROOTS = frozenset({"html", "head", "body"})
_AUTHOR_PATHS = ("/author", "/autor/", "/auteur", "/staff/")
_ONLY_CLASS = re.compile(r'\s*+class="([^"]*+)"\s*+')
_NOT_SHOWN = re.compile(r"^true$|display ?: ?none")


@dataclass(slots=True)
class Element:
    """A block-level element: its tag, its parent, its words of class and id, and the range of blocks inside it.

    `means` are the purposes that the words name, as bits.
    """

    tag: str
    parent: int
    words: str
    means: int
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
    """A page cut up: its block-level elements in document order, and its blocks; `cut` where a bound bit.

    What is no block: the attributes of its <meta> tags, those of its scripts with what is in them, its title and
    language, its first <time> tags with the block that follows each, and the texts of links to authors.
    """

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    cut: bool = False
    metas: list[str] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    language: str = ""
    times: list[tuple[str, int]] = field(default_factory=list)
    writers: list[str] = field(default_factory=list)


class _Cutter:
    """The state of one pass over a page. An element is noted at its first block: half of all have none.

    `stack` are the tags that are open, `open` and `waiting` the block-level ones among them: the noted, and those
    without a block so far. From the tag at `quiet` on nothing is cut: it is not shown, or `whole` gathers its text.
    """

    __slots__ = ("articles", "bold", "breaks", "dirty", "filled", "heavy", "ignored", "in_link", "inline", "linked", "links",
                 "open", "page", "pieces", "quiet", "roots", "signed", "signing", "stack", "waiting", "whole", "whole_of")  # fmt: skip

    def __init__(self) -> None:
        self.page = Page()
        self.stack = [""]
        self.open = [-1]
        self.waiting: list[tuple[str, str]] = []
        self.pieces: list[str] = []
        self.inline: list[str] = []
        self.whole: list[str] | None = None
        self.whole_of = ("", "")
        self.signed: list[str] = []
        self.quiet = self.signing = NOWHERE
        self.filled = self.dirty = False
        self.roots: set[str] = set()
        self.linked = self.links = self.heavy = self.in_link = self.bold = self.breaks = self.articles = 0
        self.ignored = 0

    def add(self, text: str) -> None:
        """Text that belongs to the block that is open."""
        if text.isspace():
            if self.filled:
                self.pieces.append(text)
            return
        self.pieces.append(text)
        self.filled = self.dirty = True
        self.breaks = 0
        if self.in_link:
            self.linked += len(text)
        if self.bold:
            self.heavy += len(text)
        if self.signing != NOWHERE:
            self.signed.append(text)

    def add_quietly(self, text: str) -> None:
        """Text where nothing is cut: kept if the element is to be one block."""
        if self.whole is not None and self.stack[-1] not in UNREAD:
            self.whole.append(text)

    def flush(self) -> None:
        """Close the block that is open, if it has text."""
        if self.filled:
            text = tidy("".join(self.pieces))
            if text:
                inline = " ".join(self.inline)
                self.note(Block(self.holder(), text, self.linked, self.links, self.heavy, inline))
            self.pieces = []
        self.inline = []
        self.filled = self.dirty = False
        self.linked = self.links = self.heavy = self.breaks = 0

    def note(self, block: Block) -> None:
        """Add a block to the page."""
        if len(self.page.blocks) < MAX_BLOCKS:
            self.page.blocks.append(block)
        else:
            self.page.cut = True

    def start(self, plan: "_Plan", attrs: str) -> None:
        """The start of an element, which may end others, and end at once."""
        _, tag, enter, ends = plan
        stack = self.stack
        if ends:
            while stack[-1] in ends:
                self.pop()
        if self.quiet == NOWHERE:
            enter(self, tag, attrs)
        stack.append(tag)
        if attrs and attrs[-1] == "/" and is_closed(attrs):
            self.pop()
        elif len(stack) > MAX_DEPTH:
            self.page.cut = True
            self.pop()

    def start_void(self, plan: "_Plan", attrs: str) -> None:
        """The start of an element that has no end."""
        _, tag, enter, ends = plan
        while self.stack[-1] in ends:
            self.pop()
        if self.quiet == NOWHERE:
            enter(self, tag, attrs)
        if tag == "meta":
            self.page.metas.append(attrs)

    def start_root(self, plan: "_Plan", attrs: str) -> None:
        """<html>, <head> or <body>, each of which counts once."""
        tag = plan[1]
        if tag in self.roots:
            self.ignored += 1
        else:
            self.imply(tag)
            self.roots.add(tag)
            self.start(plan, attrs)

    def end_root(self, plan: "_Plan", attrs: str) -> None:
        """The end tag of <html>, <head> or <body>, unless of one that did not count."""
        if self.ignored:
            self.ignored -= 1
        else:
            self.end(plan, attrs)

    def imply_before(self, token: Token) -> None:
        """Open or close <html>, <head> and <body> where their tags are left out, before <body> is open."""
        raw, name, _, _, text = token
        tag = (raw or name).lower()
        if tag.startswith("/") or not tag:
            tag = "" if text_of(text).strip() else "html"
        if tag not in ROOTS:
            self.imply(tag)

    def imply(self, tag: str) -> None:
        """Open what has to be open before a tag, or before text ("") that no start tag stands before."""
        stack = self.stack
        if "html" not in self.roots and tag != "html":
            self.start_root(_PLANS["html"], "")
        if tag == "body":
            while len(stack) > 2:
                self.pop()
        elif stack[-1] == "head" and tag not in HEADED:
            self.pop()
        if len(stack) == 2 and "body" not in self.roots and tag not in ROOTS:
            if tag not in HEADED or tag == "noscript":
                self.start_root(_PLANS["body"], "")
            elif "head" not in self.roots:
                self.start_root(_PLANS["head"], "")

    def end(self, plan: "_Plan", _: str) -> None:
        """An end tag: of the innermost element, or of one farther out, or of none."""
        tag, stack = plan[1], self.stack
        if stack[-1] != tag:
            self.end_farther(tag)
            return
        stack.pop()
        at = len(stack)
        if at >= self.quiet:
            if at == self.quiet:
                self.speak()
            return
        if at == self.signing:
            self.page.writers.append("".join(self.signed))
            self.signed, self.signing = [], NOWHERE
        leave = plan[2]
        if leave is not None:
            leave(self, tag, "")

    def end_farther(self, tag: str) -> None:
        """An end tag that is not of the innermost element."""
        at = start_of(tag, self.stack)
        while at and len(self.stack) > at:
            self.pop()
        if not at and tag == "p" and self.quiet == NOWHERE:
            self.flush()

    def pop(self) -> None:
        """The end of the innermost element."""
        self.end(_PLANS[f"/{self.stack[-1]}"], "")

    def speak(self) -> None:
        """The end of an element in which nothing was cut: one block, if its text was gathered."""
        self.quiet = NOWHERE
        text = tidy(" ".join(self.whole)) if self.whole else ""
        self.whole = None
        if text:
            self.waiting.append(self.whole_of)
            self.note(Block(self.holder(), text, len(text), 1, 0, "", whole=True))
            self.leave_block("", "")

    def enter_block(self, tag: str, attrs: str) -> None:
        """The start of a block-level element."""
        if self.dirty:
            self.flush()
        self.waiting.append((tag, attrs))

    def enter_article(self, tag: str, attrs: str) -> None:
        """The start of an element whose footer is its own."""
        self.enter_block(tag, attrs)
        self.articles += 1

    def enter_time(self, tag: str, attrs: str) -> None:
        """The start of a time, of which the first are noted."""
        self.enter_block(tag, attrs)
        if len(self.page.times) < MAX_TIMES:
            self.page.times.append((attrs, len(self.page.blocks)))

    def enter_html(self, tag: str, attrs: str) -> None:
        """The start of the page."""
        self.enter_block(tag, attrs)
        self.page.language = self.page.language or attributes(attrs).get("lang", "")

    def enter_furniture(self, tag: str, attrs: str) -> None:
        """The start of a site's menu or footer, which is kept in one piece: any <nav>, and a <footer> in no article."""
        if tag == "footer" and self.articles:
            self.enter_block(tag, attrs)
        else:
            self.flush()
            self.quiet = len(self.stack)
            self.whole, self.whole_of = [], (tag, attrs)

    def enter_hidden(self, tag: str, attrs: str) -> None:
        """The start of what is not shown."""
        self.quiet = len(self.stack)

    def enter_rule(self, tag: str, attrs: str) -> None:
        """A border between blocks in which nothing can stand."""
        self.flush()

    def enter_break(self, tag: str, attrs: str) -> None:
        """A break of the line; two are a border."""
        self.breaks += 1
        self.dirty = True
        self.flush() if self.breaks > 1 else self.add("\n")

    def enter_link(self, tag: str, attrs: str) -> None:
        """The start of a link."""
        self.in_link += 1
        self.links += 1
        self.dirty = True
        self.enter_naming(tag, attrs)

    def enter_heavy(self, tag: str, attrs: str) -> None:
        """The start of bold text."""
        self.bold += 1
        self.enter_inline(tag, attrs)

    def enter_naming(self, tag: str, attrs: str) -> None:
        """The start of an element that may name an author."""
        if attrs:
            self.enter_inline(tag, attrs)
            if ("aut" in attrs or "/staff/" in attrs) and self.signing == NOWHERE and _is_author(attrs):
                self.signing = len(self.stack)

    def enter_inline(self, tag: str, attrs: str) -> None:
        """The start of an element within a block."""
        words = class_of(attrs) if attrs else ""
        if words:
            self.inline.append(words)
            self.dirty = True

    def raw(self, tag: str, attrs: str, content: str) -> None:
        """An element whose content is no markup."""
        page = self.page
        if tag == "script":
            page.scripts.append((attrs, content))
        elif tag == "title":
            page.title = page.title or tidy(unescaped(content))
        if tag in UNREAD:
            return
        text = content if tag in ("iframe", "noembed", "noframes", "xmp") else unescaped(content)
        if self.quiet != NOWHERE:
            self.add_quietly(text)
        elif tag not in HIDDEN:
            self.enter_inline(tag, attrs)
            if text:
                self.add(text)

    def holder(self) -> int:
        """The innermost open element, noted now if it was not: a block stands in it."""
        elements = self.page.elements
        for tag, attrs in self.waiting:
            words, means = _words(attrs) if attrs else ("", 0)
            elements.append(Element(tag, self.open[-1], words, means, len(self.page.blocks)))
            self.open.append(len(elements) - 1)
        self.waiting.clear()
        return self.open[-1]

    def leave_block(self, tag: str, _: str) -> None:
        """The end of a block-level element."""
        if self.dirty:
            self.flush()
        if self.waiting:
            self.waiting.pop()
        else:
            self.page.elements[self.open.pop()].last = len(self.page.blocks)

    def leave_article(self, tag: str, _: str) -> None:
        """The end of an element whose footer is its own."""
        self.leave_block(tag, "")
        self.articles -= 1

    def leave_link(self, tag: str, _: str) -> None:
        """The end of a link."""
        self.in_link -= 1

    def leave_heavy(self, tag: str, _: str) -> None:
        """The end of bold text."""
        self.bold -= 1

    def finish(self) -> Page:
        """Close what is open: the page."""
        while len(self.stack) > 1:
            self.pop()
        self.flush()
        return self.page


_Enter = Callable[[_Cutter, str, str], None]
_Plan = tuple[
    Callable[..., None], str, _Enter, frozenset[str]
]  # what a tag does, its name, what it enters, what it ends
_ENTER: dict[str, _Enter] = {
    **dict.fromkeys(BLOCK, _Cutter.enter_block),
    **dict.fromkeys(ARTICLES, _Cutter.enter_article),
    **dict.fromkeys(HIDDEN, _Cutter.enter_hidden),
    **dict.fromkeys(FURNITURE, _Cutter.enter_furniture),
    **dict.fromkeys(HEAVY, _Cutter.enter_heavy),
    **dict.fromkeys(NAMING_AUTHORS, _Cutter.enter_naming),
    "a": _Cutter.enter_link, "br": _Cutter.enter_break, "hr": _Cutter.enter_rule, "html": _Cutter.enter_html,
    "time": _Cutter.enter_time,
}  # fmt: skip


_LEAVE: dict[str, _Enter] = {
    **dict.fromkeys(BLOCK, _Cutter.leave_block),
    **dict.fromkeys(ARTICLES, _Cutter.leave_article),
    **dict.fromkeys(HEAVY, _Cutter.leave_heavy),
    "a": _Cutter.leave_link,
}


class _Plans(dict[str, _Plan]):
    """What a tag does by its name as it is written ("p", "/P"); for those that pages have all the time, kept."""

    def __missing__(self, name: str) -> _Plan:
        tag = name.lower()
        if tag.startswith("/"):
            tag = tag[1:]
            end = _Cutter.end_root if tag in ROOTS else _Cutter.end
            return end, tag, _LEAVE.get(tag), frozenset()
        step = _Cutter.start_void if tag in VOID else _Cutter.start_root if tag in ROOTS else _Cutter.start
        return step, tag, _ENTER.get(tag, _Cutter.enter_inline), ENDS.get(tag, frozenset())


_USUAL = (*BLOCK, *HIDDEN, *VOID, *HEAVY, "a", "span", "em", "i", "small", "sup", "path", "picture", "g", "u", "figure")
_PLANS = _Plans()
_PLANS.update({name: _PLANS[name] for tag in _USUAL for name in (tag, f"/{tag}")})


@lru_cache(maxsize=5_000)
def _words(attrs: str) -> tuple[str, int]:
    """The words of an element's class, id, role and itemprop, and "hidden" where it is, with their purposes."""
    only = _ONLY_CLASS.fullmatch(attrs)
    words = f" {unescaped(only[1])}" if only else _all_words(attrs)
    return words, purposes(words)


def _all_words(attrs: str) -> str:
    found = ""
    for name, value in attributes(attrs).items():
        if name in NAMING:
            found = f"{found} {value}"
        elif name in HIDING and (name == "hidden" or _NOT_SHOWN.search(value)):
            found += " hidden"
    return found


def _is_author(attrs: str) -> bool:
    """Whether a link is marked as the author's or leads to an author's page."""
    found = attributes(attrs)
    address = found.get("href", "")
    return "author" in (found.get("rel"), found.get("itemprop")) or any(path in address for path in _AUTHOR_PATHS)


def cut_page(html: str) -> Page:
    """The blocks of a page; scripts, styles and the like are no blocks. At most MAX_BLOCKS of them."""
    cutter = _Cutter()
    found = iter(tokens(html))
    for token in found:
        cutter.imply_before(token)
        _cut(cutter, [token])
        if "body" in cutter.roots:
            break
    _cut(cutter, found)
    return cutter.finish()


def _cut(cutter: _Cutter, found: Iterable[Token]) -> None:
    """Take a page's next tags and texts."""
    for raw, name, attrs, content, text in found:
        if name:
            plan = _PLANS[name]
            plan[0](cutter, plan, attrs)
        elif raw:
            cutter.raw(raw.lower(), attrs, content)
        if text:
            words = text_of(text) if "&" in text or "<" in text else text
            cutter.add(words) if cutter.quiet == NOWHERE else cutter.add_quietly(words)
