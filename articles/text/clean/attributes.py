"""The attributes in a tag -> what its element is for, whether it names an author, whether a picture has an address.

Written here because which attributes tell is newsdesk's own choice. They are kept, since most elements of a page have
the same ones as others.
"""

import re
from functools import lru_cache

from articles.text.clean.markup import attributes, unescaped
from articles.text.clean.purposes import purposes_of

NAMING = frozenset({"class", "id", "role", "itemprop"})  # the attributes whose words say what an element is for
TELLING = NAMING | {"hidden", "aria-hidden", "style"}
MAX_KEPT = 500  # characters of a tag's attributes that are kept with their words
_AUTHOR_PATHS = ("/author", "/autor/", "/auteur", "/staff/")
_CLASS = ' class="'  # what most elements have first, and little else that tells
_OTHERS = ("id", "role", "itemprop", "hidden", "style")  # one of these stands in every other attribute that tells
_NOT_SHOWN = re.compile(r"^true$|display ?: ?none")
_USUAL_ADDRESSES = tuple(f' {name}="{start}' for name in ("src", "data-src", "srcset") for start in ("/", "http"))
# Where a picture is loaded from, now or, as in "data-src", later by a script; a "data:" address is a placeholder's.
_ADDRESS = re.compile(
    r"""(?:^|[\s"'])(?:[\w-]{0,30}?src[\w-]{0,20}|data-original)\s{0,3}=\s{0,3}["']?\s{0,9}(?!["'\s]|data:)""",
    re.IGNORECASE,
)


def words_of(attrs: str) -> tuple[str, int]:
    """The words of an element's class, id, role and itemprop, and "hidden" where it is, with their purposes."""
    return _kept_words(attrs) if len(attrs) <= MAX_KEPT else _words(attrs)


@lru_cache(maxsize=5_000)
def _kept_words(attrs: str) -> tuple[str, int]:
    return _words(attrs)


def _words(attrs: str) -> tuple[str, int]:
    words = _class_alone(attrs) if attrs.startswith(_CLASS) else None
    if words is None:
        words = _all_words(attrs)
    return words, purposes_of(words)


def _class_alone(attrs: str) -> str | None:
    """The words of the class that stands first, where no other attribute tells; else None."""
    start = len(_CLASS)
    end = attrs.find('"', start)
    rest = attrs[end + 1 :].lower()
    if end < 0 or (rest and any(map(rest.__contains__, _OTHERS))):
        return None
    return f" {unescaped(attrs[start:end])}"


def _all_words(attrs: str) -> str:
    found = ""
    for name, value in attributes(attrs, only=TELLING).items():
        if name in NAMING:
            found = f"{found} {value}"
        elif name == "hidden" or _NOT_SHOWN.search(value):
            found += " hidden"
    return found


def is_author(attrs: str) -> bool:
    """Whether a link is marked as the author's or leads to an author's page."""
    found = attributes(attrs)
    address = found.get("href", "")
    return "author" in (found.get("rel"), found.get("itemprop")) or any(path in address for path in _AUTHOR_PATHS)


def has_address(attrs: str) -> bool:
    """Whether a picture has one; the usual ones are seen at less cost."""
    return any(map(attrs.__contains__, _USUAL_ADDRESSES)) or _ADDRESS.search(attrs) is not None
