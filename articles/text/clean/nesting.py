"""The names of tags -> which open elements a start tag or an end tag closes.

Written here because half of all pages leave end tags out or have too many. Where the standard's rules and libxml2's
differ, these are libxml2's, which never rebuild what is misnested and so need no memory of it.
"""

from collections.abc import Sequence

REACH = 500  # elements up that an end tag's start is looked for in; pages are up to 100 deep
VOID = frozenset((
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
))  # fmt: skip
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
    for at in range(len(open_tags) - 1, max(0, len(open_tags) - REACH), -1):
        if open_tags[at] == tag:
            return at
        if _RANK.get(open_tags[at], 0) > rank:
            return 0
    return 0
