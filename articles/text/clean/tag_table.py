"""The tags that mean something to the cutter -> tables by number: what each does, and which open elements it ends.

Written here because half of all pages leave end tags out or have too many. Where the standard's rules and libxml2's
differ, these are libxml2's, which never rebuild what is misnested and so need no memory of it.
"""

import numpy as np

from articles.text.clean.arrays import integer
from articles.text.clean.names_table import table_of

VOID = frozenset((
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
))  # fmt: skip
ROOTS = frozenset({"html", "head", "body"})
RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})  # content: no markup
UNESCAPED = frozenset({"iframe", "noembed", "noframes", "xmp"})  # of these, those whose content has no references
UNREAD = frozenset({"script", "style", "noscript", "template"})  # elements whose text is no text of the page
HEADED = frozenset({"meta", "link", "script", "style", "title", "base", "noscript", "template", "head", "bgsound"})
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
HEAVY = frozenset({"b", "strong"})
PICTURES = frozenset({"img", "amp-img", "source"})  # a <source> outside pictures is a video's, which is not read
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
# An end tag closes no element of a higher rank than its own on the way to its start; most have none.
_RANKS = {"div": 1, "td": 2, "th": 2, "tr": 3, "thead": 4, "tbody": 4, "tfoot": 4, "table": 5, "head": 6, "body": 6,
          "html": 7}  # fmt: skip

# Number 0 is any other tag, and the page around all elements.
NAMES = (
    "",
    *sorted({
        *VOID, *ROOTS, *RAW, *HEADED, *HIDDEN, *BLOCK, *HEAVY, *PICTURES, "a", "span",
        *(tag for olds, news in _ENDED_BY.items() for tag in (*olds, *news.split())),
    }),
)  # fmt: skip
NUMBER = {tag: number for number, tag in enumerate(NAMES)}
# Numbers of numpy's are of one type for the compiler; of Python's each would be one of its own.
ANY, P, HTML, HEAD, BODY = (integer(NUMBER[tag]) for tag in ("", "p", "html", "head", "body"))
META, TITLE, SCRIPT, FOOTER, NOSCRIPT = (
    integer(NUMBER[tag]) for tag in ("meta", "title", "script", "footer", "noscript")
)

# What happens where a tag's element starts, and, but for the last four, where it ends.
INLINE, BLOCKED, ARTICLED, LINK, BOLD, SPAN, TIME, WHOLE, UNSHOWN, BREAK, RULE = range(11)


def _turn_of(tag: str) -> int:
    """What a tag does to the block that is open."""
    alone = {"a": LINK, "span": SPAN, "time": TIME, "br": BREAK, "hr": RULE}
    if tag in alone:
        return alone[tag]
    sets = ((HIDDEN, UNSHOWN), (ARTICLES, ARTICLED), (FURNITURE, WHOLE), (HEAVY, BOLD), (BLOCK, BLOCKED))
    return next((turn for tags, turn in sets if tag in tags), INLINE)


def _flags(tags: frozenset[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([name in tags for name in NAMES])


TURN = np.array([_turn_of(name) for name in NAMES], dtype=np.int8)
RANK = np.array([_RANKS.get(name, 0) for name in NAMES], dtype=np.int8)
IS_VOID, IS_ROOT, IS_RAW, IS_UNESCAPED = map(_flags, (VOID, ROOTS, RAW, UNESCAPED))
IS_UNREAD, IS_HEADED, IS_PICTURE = map(_flags, (UNREAD, HEADED, PICTURES))
# ENDS[new, old]: whether the start of one ends the other, where that is the innermost element.
ENDS = np.zeros((len(NAMES), len(NAMES)), dtype=np.bool_)
for _olds, _news in _ENDED_BY.items():
    for _new in _news.split():
        ENDS[NUMBER[_new], [NUMBER[old] for old in _olds]] = True

SLOTS = 1024  # some ten times as many as there are names
BY_HASH = table_of({name: (number, 0) for name, number in NUMBER.items() if name}, SLOTS)
