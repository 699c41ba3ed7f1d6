"""HTML as text -> its tags and texts in order, in time linear in its length whatever comes in.

Written here because a parser builds a tree of all that a page has, scripts and pictures too, only to be walked once:
one pattern that reads the page from its start as a browser would (HTML Living Standard, 13.2.5: `>` may stand in a
value, scripts hold no tags) takes a third of the time. It reads no part more than three times, however deep or crowded
a page is.
"""

import html as entities
import re
from collections.abc import Container, Iterable
from itertools import chain

MAX_PAGE = 12_000_000  # characters of a page that are read; real ones have up to 4 million
MAX_LISTED = 2_000_000  # characters of a page whose tokens are found all at once, which is faster and takes more memory
_S = r"\t\n\f\r "  # the spaces of markup
_VALUE = rf"""(?:"[^"]*+"|'[^']*+'|[^{_S}>"'][^{_S}>]*+)"""
_ATTRIBUTES = rf"[^>=]*+(?:=[{_S}]*+{_VALUE}?+[^>=]*+)*+"
_RAW = "(?=[sStTiInNxX])(?i:script|style|textarea|title|iframe|noembed|noframes|xmp)"  # their content is no markup
# In a script's comment another script may stand with its end tag (13.2.5.20, script data escaped).
_INNER = rf"<(?i:\1)(?=[{_S}/>])[^<-]*+(?:(?:-(?!->)|<(?!/(?i:\1)))[^<-]*+)*+(?:</(?i:\1))?+"
_ESCAPED = rf"!--[^<-]*+(?:(?:-(?!->)|{_INNER}|<(?!/?(?i:\1)))[^<-]*+)*+"
_CONTENT = rf"[^<]*+(?:<(?!/(?i:\1))(?:{_ESCAPED})?+[^<]*+)*+"
_COMMENT = r"(?:!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z)|[!?/][^>]*+>?+)"
_TEXT = rf"[^<]*+(?:<(?!/?[a-zA-Z]){_COMMENT}?+[^<]*+)*+"  # a comment parts no text
# A site's menu or footer is taken as a whole where it is closed and its name stands in it nowhere else.
_FURNITURE = "|".join(
    rf"(?i:{name})(?=[{_S}/>][^<]*+(?:<(?:!--[^<-]*+(?:(?:-(?!->)|<(?!/?(?i:{name})))[^<-]*+)*+-->"
    rf"|(?!!--|/?(?i:{name})[{_S}/>]))[^<]*+)*+</)"
    for name in ("nav", "footer")
)
_TOKEN = re.compile(
    rf"<(?:({_RAW}|(?=[nNfF])(?:{_FURNITURE}))(?=[{_S}/>])|(/?[a-zA-Z][^{_S}/>]*+))({_ATTRIBUTES})(?:>|\Z)"
    rf"(?(1)({_CONTENT})(?:</[^>]*+>?+|\Z))"  # of an element with raw content, that and its end tag
    rf"({_TEXT})"
)
_FIRST_TEXT, _COMMENTS = re.compile(_TEXT), re.compile(rf"<(?!/?[a-zA-Z]){_COMMENT}")
_TAG_OR_COMMENT = re.compile(rf"<(?:(/?[a-zA-Z][^{_S}/>]*+){_ATTRIBUTES}(?:>|\Z)|{_COMMENT})")
_NOT_PLAIN = frozenset(("script", "style", "noscript", "template", "meta", "textarea", "iframe", "xmp"))
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+""")
_CLASS = re.compile(r"""[\s"'/]class\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+))""", re.IGNORECASE)
_BALANCED = ("div", "section", "article", "header", "ul")
_NO_VALUE = ("", " ", "\n", "\t", '"', "'")  # what stands before the slash of a tag that closes itself

# The name of an element with raw content, or of another tag ("p", "/p"), its attributes, the raw content, and the text
# behind it all, with comments in it.
Token = tuple[str, str, str, str, str]


def tokens(html: str) -> Iterable[Token]:
    """The tags of a page in order, each with the text behind it; the first is none, with the text before all."""
    before = _FIRST_TEXT.match(html)
    start = before.end() if before else 0
    first = [("", "", "", "", html[:start])]
    if len(html) <= MAX_LISTED:
        return first + _TOKEN.findall(html, start)
    return chain(first, map(_groups, _TOKEN.finditer(html, start)))


def _groups(match: re.Match[str]) -> Token:
    raw, name, attrs, content, text = match.groups("")
    return raw, name, attrs, content, text


def text_of(found: str) -> str:
    """The text in a token: without comments, its character references resolved."""
    return unescaped(_COMMENTS.sub("", found) if "<" in found else found)


def readable(html: str) -> tuple[str, bool]:
    """The part of a page that is read, with plain line ends, and whether it had to be cut."""
    kept = html[:MAX_PAGE]
    return (kept.replace("\r\n", "\n") if "\r" in kept else kept), len(html) > MAX_PAGE


def unescaped(text: str) -> str:
    """Text with its character references resolved: the two that nearly all are at less cost."""
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", "\u00a0")
    return text.replace("&amp;", "&") if text.count("&") == text.count("&amp;") else entities.unescape(text)


def plain_text(content: str) -> str | None:
    """All text in a piece of markup, a space for each tag; None where it is not told so simply.

    That is where scripts or the like stand in it, or tags that may end elements outside of it.
    """
    pieces = _TAG_OR_COMMENT.split(content)  # a text, a tag's name or None for a comment, a text, ...
    names = [name and name.lower() for name in pieces[1::2]]
    found = set(names)
    if not found.isdisjoint(_NOT_PLAIN) or any(
        (tag in found or f"/{tag}" in found) and names.count(tag) != names.count(f"/{tag}") for tag in _BALANCED
    ):
        return None
    pieces[1::2] = [" " if name else "" for name in names]
    return unescaped("".join(pieces))


def attributes(text: str, *, only: Container[str] | None = None) -> dict[str, str]:
    """The attributes in a tag by their names in small letters, in order; of one that stands twice the first.

    Where `only` is given, the others are left out.
    """
    found: dict[str, str] = {}
    for written, double, single, bare in _ATTRIBUTE.findall(text):
        name = written.lower()
        if (only is None or name in only) and name not in found:
            value = double or single or bare
            found[name] = unescaped(value)
    return found


def class_of(text: str) -> str:
    """The words of class among a tag's attributes; "" for none."""
    start = text.find(' class="')
    if start >= 0:
        words = text[start + 8 : text.find('"', start + 8)]
        return unescaped(words) if "&" in words else words
    found = _CLASS.search(text) if "class" in text or "CLASS" in text else None
    return unescaped(found[1] or found[2] or found[3] or "") if found else ""


def is_closed(text: str) -> bool:
    """Whether a tag closes itself: its attributes end with a slash that is not of a value without quotes."""
    if not text.endswith("/"):
        return False
    return text[-2:-1] in _NO_VALUE or "=" not in text.rsplit(None, 1)[-1]
