"""Pieces of markup as strings -> what they say: a tag's attributes, a text without its comments and references.

Written here because few pieces of a page are asked about as strings, those in its head and its links to authors; the
page itself is read by compiled code (`tokens.py`). Patterns are possessive, so that time is linear.
"""

import html as entities
import re
from collections.abc import Container

MAX_PAGE = 12_000_000  # characters of a page that are read; real ones have up to 4 million
_COMMENTS = re.compile(
    r"<(?!/?[a-zA-Z])(?:!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z)|[!?/][^>]*+>?+)"  # `tokens.comment_end`
)
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+""")


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


def text_of(found: str) -> str:
    """A text between two tags without the comments in it, its character references resolved."""
    return unescaped(_COMMENTS.sub("", found) if "<" in found else found)


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
