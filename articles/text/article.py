"""What a cleaned article is: the dataclasses that travel from cleaning to grouping, comparing and the screens.

Written here because they are newsdesk's own vocabulary; every other floor imports them.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a block or line of a capture is in the article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    CONTRIBUTORS = "contributors"
    TAGS = "tags"
    SOURCE = "source"
    BODY = "body"
    REMOVED = "removed"


class Reason(StrEnum):
    """Why a block or line of a capture is not in the article. The set is closed: screens and filters list it."""

    NAVIGATION = "navigation"
    RELATED = "related"
    NEWSLETTER = "newsletter"
    SCRIPT = "script"
    REPEATED_CAPTION = "repeated caption"
    REPEATED = "repeated"
    LEGAL = "legal"
    SHARE = "share"
    COMMENTS = "comments"
    ADVERTISEMENT = "advertisement"
    SOURCE_DEBRIS = "repeated across the source"
    STAMP = "capture stamp"
    EMPTY = "empty"
    OUTSIDE = "outside the article"
    EDITOR = "removed by an editor"


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption; `credit` is who took or lent the picture, without the words "photo credit"."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """One block or line left out of the article. `line` is its 0-based index among the capture's parts."""

    text: str
    reason: Reason
    line: int


@dataclass(frozen=True, slots=True)
class Part:
    """One block or line of a capture, in order and verbatim, with what became of it.

    The texts of all parts of a text capture, put together, give the capture back to the character. `reason` is set
    exactly when `role` is REMOVED.
    """

    text: str
    role: Role
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """A capture as an editor reads it, and all that was left out of it.

    `published` and `captured` are ISO 8601 with the precision and the zone that were given and no more: "2020-09-23",
    "2020-09-23T00:32", "2020-09-23T00:32+03:00". `byline` is the people as printed, without "By"; `authors` the same
    one by one. `doubts` names the fields that are kept but doubtful.
    """

    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    section: str | None = None
    published: str | None = None
    captured: str | None = None
    language: str | None = None
    url: str | None = None
    captions: tuple[Caption, ...] = ()
    contributors: str | None = None
    tags: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    parts: tuple[Part, ...] = ()
    doubts: tuple[str, ...] = ()
