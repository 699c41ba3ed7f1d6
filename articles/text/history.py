"""Follows each passage of a story through all its versions: who brought it, who dropped it, when it came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.text.article import CleanArticle, Role
from articles.text.sentences import Sentence


class State(StrEnum):
    """How a passage stands in one version, against the version before."""

    NEW = "new"
    SAME = "same"  # to the character, or but for typography
    EDITED = "edited"
    MOVED = "moved"
    RESTORED = "restored"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Cell:
    """One version of a passage: the index of its sentence in that version (None where absent)."""

    state: State
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the matrix: a sentence through all versions, one cell for each version in their order.

    `brought_by` is the first version that has it, `dropped_by` the version from which it is missing to the end (None:
    the last version has it), `restored_by` those that brought it back.
    """

    text: str
    role: Role
    cells: tuple[Cell, ...]
    brought_by: int
    dropped_by: int | None = None
    restored_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Words `start` to `end` of a sentence, and the version (0-based, in order) that brought them."""

    start: int
    end: int
    version: int


@dataclass(frozen=True, slots=True)
class History:
    """Every passage of a story in reading order, and for each version its sentences and where their words came in.

    `origins[version][sentence]` covers the sentence's text without gaps. `changed[version]` is the number of words
    that the version changed by more than typography (0 for the first).
    """

    passages: tuple[Passage, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    origins: tuple[tuple[tuple[Origin, ...], ...], ...]
    changed: tuple[int, ...]


def history(versions: Sequence[CleanArticle]) -> History:
    """Return how the passages of `versions` (oldest first) came, changed, went and came back. Raises nothing."""
    raise NotImplementedError


def came_in(story: History, version: int, sentence: int, start: int, end: int) -> tuple[int, ...]:
    """Return the versions that brought the words `start` to `end` of a sentence, oldest first, each once."""
    raise NotImplementedError
