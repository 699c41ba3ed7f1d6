"""An HTML page -> its blocks of visible text in order, each with what its markup says of it.

Written here because no parser's tree is needed for it: one pass over the page's tags cuts the text at block borders and
keeps, for each element, its parent, its words of class and id, and the range of blocks in it. On its way it gathers
what stands outside of the blocks. Elements are noted at their first block: half of all have none.
"""

from collections.abc import Callable, Iterable

from articles.text.clean.attributes import has_address, is_author, words_of
from articles.text.clean.blocks import Block, Element, Page
from articles.text.clean.door import tidy
from articles.text.clean.markup import Token, attributes, class_of, plain_text, text_of, tokens, unescaped
from articles.text.clean.nesting import MAX_DEPTH, VOID, Nesting, Plan, Plans

MAX_BLOCKS = 20_000  # blocks of a page that are read; the longest index pages have 8,000
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
PLAIN = frozenset({"meta", "link", "script", "style", "title"})  # tags of a <head> that open and close no root
UNREAD = frozenset({"script", "style", "noscript", "template"})  # elements whose text is no text of the page
HEAVY = frozenset({"b", "strong"})
PICTURES = ("img", "amp-img", "source")  # a <source> outside pictures is a video's, which is not read
UNESCAPED = frozenset({"iframe", "noembed", "noframes", "xmp"})  # elements whose raw content has no references


class _Cutter(Nesting):
    """The state of one pass over a page: the block that is open, and the block-level elements around it.

    `noted` are those with a block in them, by their index, and `waiting` the others, inside them. Where nothing is cut,
    since it is not shown, `whole` gathers the text if it is to be one block all the same.
    """

    __slots__ = (
        "articles", "bold", "breaks", "dirty", "filled", "heavy", "in_link", "inline", "linked", "links", "noted",
        "page", "pieces", "signed", "signing", "waiting", "whole", "whole_of",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_PLANS)
        self.page = Page()
        self.noted = [-1]
        self.waiting: list[tuple[str, str]] = []
        self.pieces: list[str] = []
        self.inline: list[str] = []
        self.whole: list[str] | None = None
        self.whole_of = ("", "")
        self.signed: list[str] = []
        self.filled = self.dirty = False
        self.linked = self.links = self.heavy = self.in_link = self.bold = self.breaks = self.articles = (
            self.signing
        ) = 0

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
        if self.signing:
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
                self.note(text, self.linked, self.links, self.heavy, " ".join(self.inline) if self.inline else "")
            self.pieces = []
        if self.inline:
            self.inline = []
        self.filled = self.dirty = False
        self.linked = self.links = self.heavy = self.breaks = 0

    def note(self, text: str, linked: int, links: int, heavy: int, inline: str, *, whole: bool = False) -> None:
        """Add a block to the page, and the elements that it is the first block of."""
        blocks, elements, noted = self.page.blocks, self.page.elements, self.noted
        if len(blocks) >= MAX_BLOCKS:
            self.cut = True
            return
        if self.waiting:
            for tag, attrs in self.waiting:
                words, means = words_of(attrs) if attrs else ("", 0)
                elements.append(Element(tag, noted[-1], words, means, len(blocks)))
                noted.append(len(elements) - 1)
            self.waiting.clear()
        blocks.append(Block(noted[-1], text, linked, links, heavy, inline, whole))

    def hushed(self) -> None:
        """The end of an element in which nothing was cut: one block, if its text was gathered."""
        self.quiet = 0
        text = tidy(" ".join(self.whole)) if self.whole else ""
        self.whole = None
        if text:
            self.waiting.append(self.whole_of)
            self.note(text, len(text), 1, 0, "", whole=True)
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
        self.page.language = attributes(attrs).get("lang", "")

    def enter_furniture(self, tag: str, attrs: str) -> None:
        """The start of a site's menu or footer, which is kept in one piece: any <nav>, and a <footer> in no article."""
        if tag == "footer" and self.articles:
            self.enter_block(tag, attrs)
        else:
            self.flush()
            self.quiet = len(self.stack)
            self.whole, self.whole_of = [], (tag, attrs)

    def enter_hidden(self, _: str, __: str) -> None:
        """The start of what is not shown."""
        self.quiet = len(self.stack)

    def enter_rule(self, _: str, __: str) -> None:
        """A border between blocks in which nothing can stand."""
        self.flush()

    def enter_break(self, _: str, __: str) -> None:
        """A break of the line; two are a border."""
        self.breaks += 1
        self.dirty = True
        self.flush() if self.breaks > 1 else self.add("\n")

    def enter_link(self, tag: str, attrs: str) -> None:
        """The start of a link."""
        self.in_link += 1
        self.links += 1
        self.dirty = True
        self.enter_span(tag, attrs)

    def enter_heavy(self, tag: str, attrs: str) -> None:
        """The start of bold text."""
        self.bold += 1
        self.enter_inline(tag, attrs)

    def enter_span(self, _: str, attrs: str) -> None:
        """The start of an element within a block that may name an author."""
        if attrs:
            words = class_of(attrs)
            if words:
                self.inline.append(words)
                self.dirty = True
            if ("aut" in attrs or "/staff/" in attrs) and not self.signing and is_author(attrs):
                self.signing = len(self.stack)

    def enter_inline(self, _: str, attrs: str) -> None:
        """The start of another element within a block."""
        words = class_of(attrs) if attrs else ""
        if words:
            self.inline.append(words)
            self.dirty = True

    def leave_block(self, _: str, __: str) -> None:
        """The end of a block-level element."""
        if self.dirty:
            self.flush()
        if self.waiting:
            self.waiting.pop()
        else:
            self.page.elements[self.noted.pop()].last = len(self.page.blocks)

    def leave_article(self, tag: str, attrs: str) -> None:
        """The end of an element whose footer is its own."""
        self.leave_block(tag, attrs)
        self.articles -= 1

    def leave_link(self, tag: str, attrs: str) -> None:
        """The end of a link."""
        self.in_link -= 1
        if self.signing:
            self.leave_span(tag, attrs)

    def leave_heavy(self, _: str, __: str) -> None:
        """The end of bold text."""
        self.bold -= 1

    def leave_span(self, _: str, __: str) -> None:
        """The end of an element that may name an author."""
        if self.signing and self.signing == len(self.stack):
            self.page.writers.append("".join(self.signed))
            self.signed, self.signing = [], 0

    def leave_inline(self, _: str, __: str) -> None:
        """The end of another element within a block."""

    def note_meta(self, _: Plan, attrs: str) -> None:
        """A <meta> tag, wherever it stands."""
        self.page.metas.append(attrs)

    def note_picture(self, plan: Plan, attrs: str) -> None:
        """A picture, also the one that <noscript> has for readers whose browser does not load it by script."""
        if not self.quiet or self.stack[self.quiet] == "noscript":
            place = len(self.page.blocks) + self.filled
            pictures = self.page.pictures
            if (not pictures or pictures[-1] < place) and has_address(attrs):
                pictures.append(place)
        self.start_void(plan, attrs) if plan[1] in VOID else self.start(plan, attrs)

    def raw(self, tag: str, attrs: str, content: str) -> None:
        """An element whose content is no markup."""
        page = self.page
        if tag in FURNITURE:
            self.furniture(tag, attrs, content)
            return
        if tag == "script":
            page.scripts.append((attrs, content))
        elif tag == "title":
            page.title = page.title or tidy(unescaped(content))
        if tag in UNREAD:
            return
        text = content if tag in UNESCAPED else unescaped(content)
        if self.quiet:
            self.add_quietly(text)
        elif tag not in HIDDEN:
            self.enter_inline(tag, attrs)
            if text:
                self.add(text)

    def furniture(self, tag: str, attrs: str, content: str) -> None:
        """A site's menu or footer with all that is in it."""
        text = None if self.quiet or (tag == "footer" and self.articles) else plain_text(content)
        if text is None:
            self.start(self.plans[tag], attrs)
            _cut(self, tokens(content))
            self.end(self.plans[f"/{tag}"], "")
        else:
            self.flush()
            self.quiet = len(self.stack)
            self.whole, self.whole_of = [text], (tag, attrs)
            self.hushed()

    def finish(self) -> Page:
        """Close what is open: the page."""
        while len(self.stack) > 1:
            self.pop()
        self.flush()
        self.page.cut = self.cut
        return self.page


_Enter = Callable[[_Cutter, str, str], None]
_ENTER: dict[str, _Enter] = {
    **dict.fromkeys(BLOCK, _Cutter.enter_block),
    **dict.fromkeys(ARTICLES, _Cutter.enter_article),
    **dict.fromkeys(HIDDEN, _Cutter.enter_hidden),
    **dict.fromkeys(FURNITURE, _Cutter.enter_furniture),
    **dict.fromkeys(HEAVY, _Cutter.enter_heavy),
    "a": _Cutter.enter_link, "br": _Cutter.enter_break, "hr": _Cutter.enter_rule, "html": _Cutter.enter_html,
    "span": _Cutter.enter_span, "time": _Cutter.enter_time,
}  # fmt: skip
_LEAVE: dict[str, _Enter] = {
    **dict.fromkeys(BLOCK, _Cutter.leave_block),
    **dict.fromkeys(ARTICLES, _Cutter.leave_article),
    **dict.fromkeys(HEAVY, _Cutter.leave_heavy),
    "a": _Cutter.leave_link,
    "span": _Cutter.leave_span,
}
_PLANS = Plans(_ENTER, _LEAVE, (_Cutter.enter_inline, _Cutter.leave_inline))
_START, _END = Nesting.start, Nesting.end
_PLANS["meta"] = (_Cutter.note_meta, "meta", _Cutter.leave_inline, frozenset())
for _tag in PICTURES:
    _PLANS[_tag] = (_Cutter.note_picture, *_PLANS[_tag][1:])


def cut_page(html: str) -> Page:
    """The blocks of a page; scripts, styles and the like are no blocks. At most MAX_BLOCKS of them."""
    cutter = _Cutter()
    found = iter(tokens(html))
    for token in found:
        if cutter.stack[-1] != "head" or (token[0] or token[1]) not in PLAIN:
            cutter.imply_before(token)
        _cut(cutter, [token])
        if "body" in cutter.roots:
            break
    _cut(cutter, found)
    return cutter.finish()


def _cut(cutter: _Cutter, found: Iterable[Token]) -> None:
    """Take a page's next tags and texts. Most tags start or end an element and no more: those are taken here."""
    plans, stack = cutter.plans, cutter.stack
    for raw, name, attrs, content, text in found:
        if name:
            step, tag, turn, ends = plan = plans[name]
            if step is _END and stack[-1] == tag and not cutter.quiet:
                stack.pop()
                turn(cutter, tag, attrs)
            elif step is _START and stack[-1] not in ends and attrs[-1:] != "/" and len(stack) < MAX_DEPTH:
                if not cutter.quiet:
                    turn(cutter, tag, attrs)
                stack.append(tag)
            else:
                step(cutter, plan, attrs)
        elif raw:
            cutter.raw(raw.lower(), attrs, content)
        if text and (cutter.filled or not text.isspace()):  # nothing is to be kept of the spaces between blocks
            words = text_of(text) if "&" in text or "<" in text else text
            cutter.add_quietly(words) if cutter.quiet else cutter.add(words)
