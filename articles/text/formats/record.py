"""One record of a dump as it was found, before anything is made of it, and a place where reading it failed."""

from dataclasses import dataclass, field
from enum import StrEnum


class MediaKind(StrEnum):
    """How a record's content is to be cleaned."""

    TEXT = "text"  # a page's visible text, or an article without markup
    PAGE = "page"  # HTML
    FIELDS = "fields"  # already split into headline, body, ...: `given` says what


class Problem(StrEnum):
    """Why a record could not be read. The set is closed: the ingest screen says for each what an editor can do."""

    EMPTY = "empty"
    NOT_TEXT = "not text"
    TOO_LARGE = "too large"
    TRUNCATED = "truncated"
    MALFORMED = "malformed"
    NO_ARTICLE = "no article text"
    UNSAFE_PATH = "unsafe path"
    ENCRYPTED = "encrypted"
    TOO_MANY = "too many members"
    UNSUPPORTED = "unsupported"
    NO_ACCESS = "cannot be opened"
    FAILED = "cleaning failed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a dump a record stands: the member's path, the 0-based record in it, its byte offset where known."""

    member: str
    record: int = 0
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record exactly as received. `raw` is its bytes; `text` the same decoded (for FIELDS the body or the page).

    `given` holds the fields that the format itself names (headline, byline, published, url, source, section,
    language, tags as a list joined by newlines, ...), all as text.
    """

    place: Place
    raw: bytes
    text: str
    kind: MediaKind
    media_type: str
    charset: str | None = None
    url: str | None = None
    captured: str | None = None
    given: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read: where, why, the start of what was there, and in `detail` the exact error."""

    place: Place
    problem: Problem
    detail: str
    raw: bytes = b""
    media_type: str = "application/octet-stream"
