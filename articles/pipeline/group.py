"""Cleaned captures -> versions and stories: what the machine writes when articles come in.

Called by the ingest inside its own transaction, a batch at a time. The number of queries of a batch does not grow with
the batch or with the archive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.text.article import CleanArticle
from articles.text.group import Fingerprint


class Fate(StrEnum):
    """What became of an article that came in."""

    SAME_TEXT = "same text"  # a version had this text already: the capture is one more of it
    NEW_VERSION = "new version"
    NEW_STORY = "new story"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One cleaned capture on its way into a story. `key` is the caller's own number for it and comes back as given."""

    key: int
    article: CleanArticle
    fingerprint: Fingerprint
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """Where an arrival ended: the caller stores its capture with this version."""

    key: int
    version_id: int
    story_id: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class GroupReport:
    """What a batch came to.

    `grouped` is in the order of the arrivals. `changed` are the stories whose texts or columns changed: their search
    text is to be written again, and `articles.pipeline.summaries.summarise_changes` is due for them after the batch.
    `joined` are the stories that were merged into another and stand no longer.
    """

    grouped: tuple[Grouped, ...]
    changed: tuple[int, ...]
    joined: tuple[int, ...]
    doubts: int


def place_articles(arrivals: Sequence[Arrival]) -> GroupReport:
    """Attach each arrival to its version and story, new or old, and bring the stories' columns up to date.

    Must run inside a transaction. Counts each arrival as one capture of its story; the caller stores the captures.
    """
    raise NotImplementedError
