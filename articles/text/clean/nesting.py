"""The tags of a page in order -> the elements that are open, and which of them a start tag or an end tag closes.

Written here because half of all pages leave end tags out or have too many. Where the standard's rules and libxml2's
differ, these are libxml2's, which never rebuild what is misnested and so need no memory of it; but <body> begins where
the standard lets it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from articles.text.clean.markup import Token, is_closed, text_of

MAX_DEPTH = 500  # elements inside each other that are told apart; pages are up to 100 deep
VOID = frozenset((
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
))  # fmt: skip
ROOTS = frozenset({"html", "head", "body"})
USUAL = ("em", "i", "u", "small", "sup", "picture", "g", "path", "use", "circle", "rect", "defs", "cite")
HEADED = frozenset({"meta", "link", "script", "style", "title", "base", "noscript", "template", "head", "bgsound"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Of an open element, the start tags that end it where it is the innermost.
_ENDED_BY: dict[tuple[str, ...], str] = {
    ("a",): "a fieldset table td th",
    ("address",): "dd dl dt form li ul",
    ("b", "i"): "center p td th",
    ("caption",): "col colgroup tbody tfoot thead tr",
    ("colgroup",): "colgroup tbody tfoot thead tr",
    ("dd",): "dt",
    ("dir", "menu"): "dd dl dt form ul",
    ("dl",): "form li",
    ("dt",): "dd dl",
    ("font",): "center td th",
    ("form", "ol"): "form",
    _HEADINGS: "fieldset form li p table",
    ("legend",): "fieldset",
    ("li",): "li",
    ("option",): "optgroup option",
    ("p",): "address blockquote caption center col colgroup dd dir div dl dt fieldset form h1 h2 h3 h4 h5 h6 hr li menu"
    " ol p pre table tbody td tfoot th tr ul",
    ("pre",): "dd dl dt fieldset form li table ul",
    ("s", "small", "strike", "tt"): "p",
    ("span",): "td th",
    ("tbody",): "tbody tfoot",
    ("td", "th"): "tbody td tfoot th tr",
    ("tfoot",): "tbody",
    ("thead",): "tbody tfoot",
    ("tr",): "tbody tfoot tr",
    ("u",): "p td th",
    ("ul",): "address form menu pre",
}
ENDS: dict[str, frozenset[str]] = {
    new: frozenset(old for olds, news in _ENDED_BY.items() if new in news.split() for old in olds)
    for new in {new for news in _ENDED_BY.values() for new in news.split()}
}
# An end tag closes no element of a higher rank than its own on the way to its start; most have none.
_RANK = {"div": 1, "td": 2, "th": 2, "tr": 3, "thead": 4, "tbody": 4, "tfoot": 4, "table": 5, "head": 6, "body": 6,
         "html": 7}  # fmt: skip


def start_of(tag: str, open_tags: Sequence[str]) -> int:
    """The place among the open tags, outermost first, of the one that an end tag closes; 0 where it closes none."""
    if tag not in open_tags:
        return 0
    rank = _RANK.get(tag, 0)
    for at in range(len(open_tags) - 1, 0, -1):
        if open_tags[at] == tag:
            return at
        if _RANK.get(open_tags[at], 0) > rank:
            return 0
    return 0


# What a tag does: the step, the tag's name in small letters, what enters or leaves the element, and which innermost
# elements it ends.
Turn = Callable[[Any, str, str], None]
Plan = tuple[Callable[[Any, Any, str], None], str, Turn, frozenset[str]]


class Plans(dict[str, Plan]):
    """Plans by the names of tags as they are written ("p", "/P"), made from what enters and leaves elements.

    Those of usual names are kept, the others made anew each time: pages may have any number of names.
    """

    def __init__(self, enter: Mapping[str, Turn], leave: Mapping[str, Turn], others: tuple[Turn, Turn]) -> None:
        super().__init__()
        self._enter, self._leave = enter, leave
        self._enter_other, self._leave_other = others
        for tag in {*enter, *leave, *VOID, *ROOTS, *USUAL}:
            self[tag], self[f"/{tag}"] = self[tag], self[f"/{tag}"]

    def __missing__(self, name: str) -> Plan:
        tag = name.lower()
        if tag.startswith("/"):
            tag = tag[1:]
            return (
                Nesting.end_root if tag in ROOTS else Nesting.end,
                tag,
                self._leave.get(tag, self._leave_other),
                frozenset(),
            )
        step = Nesting.start_void if tag in VOID else Nesting.start_root if tag in ROOTS else Nesting.start
        return step, tag, self._enter.get(tag, self._enter_other), ENDS.get(tag, frozenset())


class Nesting:
    """The elements that are open, outermost first below "".

    From the one at `quiet` on, where it is not 0, nothing enters or leaves until it is closed, which `hushed` is told.
    `cut` is set where elements stood too deep.
    """

    __slots__ = ("cut", "ignored", "plans", "quiet", "roots", "stack")

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self.stack = [""]
        self.roots: set[str] = set()
        self.quiet = self.ignored = 0
        self.cut = False

    def hushed(self) -> None:
        """The end of the element from which on nothing entered."""
        self.quiet = 0

    def start(self, plan: Plan, attrs: str) -> None:
        """The start of an element, which may end others, and end at once."""
        _, tag, enter, ends = plan
        stack = self.stack
        if ends:
            while stack[-1] in ends:
                self.pop()
        if not self.quiet:
            enter(self, tag, attrs)
        stack.append(tag)
        if attrs and attrs[-1] == "/" and is_closed(attrs):
            self.pop()
        elif len(stack) > MAX_DEPTH:
            self.cut = True
            self.pop()

    def start_void(self, plan: Plan, attrs: str) -> None:
        """The start of an element that has no end."""
        _, tag, enter, ends = plan
        while self.stack[-1] in ends:
            self.pop()
        if not self.quiet:
            enter(self, tag, attrs)

    def start_root(self, plan: Plan, attrs: str) -> None:
        """<html>, <head> or <body>, each of which counts once."""
        tag = plan[1]
        if tag in self.roots:
            self.ignored += 1
        else:
            self.imply(tag)
            self.roots.add(tag)
            self.start(plan, attrs)

    def end_root(self, plan: Plan, attrs: str) -> None:
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
        stack, plans = self.stack, self.plans
        if "html" not in self.roots and tag != "html":
            self.start_root(plans["html"], "")
        if tag == "body":
            while len(stack) > 2:
                self.pop()
        elif stack[-1] == "head" and tag not in HEADED:
            self.pop()
        if len(stack) == 2 and "body" not in self.roots and tag not in ROOTS:
            if tag not in HEADED or tag == "noscript":
                self.start_root(plans["body"], "")
            elif "head" not in self.roots:
                self.start_root(plans["head"], "")

    def end(self, plan: Plan, attrs: str) -> None:
        """An end tag: of the innermost element, or of one farther out, or of none."""
        tag, leave = plan[1], plan[2]
        stack = self.stack
        if stack[-1] != tag:
            self.end_farther(tag)
            return
        stack.pop()
        if self.quiet and len(stack) >= self.quiet:
            if len(stack) == self.quiet:
                self.hushed()
        else:
            leave(self, tag, attrs)

    def end_farther(self, tag: str) -> None:
        """An end tag that is not of the innermost element; of a <p> that is not open it is a border all the same."""
        at = start_of(tag, self.stack)
        while at and len(self.stack) > at:
            self.pop()
        if not at and tag == "p" and not self.quiet:
            self.start(self.plans["p"], "")
            self.pop()

    def pop(self) -> None:
        """The end of the innermost element."""
        self.end(self.plans[f"/{self.stack[-1]}"], "")
