"""What a comparison of two versions says: links between their sentences, the words changed, the quotes, the counts.

Written here because it is newsdesk's own vocabulary: the screens, the desk and the exports read these and nothing else.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from articles.text.sentences import Sentence


class Change(StrEnum):
    """What happened to a sentence or to some words of it. The set is closed: filters and chips list it."""

    TYPOGRAPHIC = "typographic"  # marks, dashes, spaces, accents' encoding: nothing a reader would hear
    CASE = "case"  # capitals only; counted and shown with the typographic ones
    WORDING = "wording"
    NUMBER = "number"  # a number, a date, an amount
    NAME = "name"
    QUOTE = "quote"  # the words between the marks changed, or became or ceased to be a quote
    ATTRIBUTION = "attribution"  # who says it, to whom, where
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    RESTORED = "restored"  # it stood in an earlier version than the old one, and is back
    ADDED = "added"
    REMOVED = "removed"


DIMMED = frozenset({Change.TYPOGRAPHIC, Change.CASE})
"""Changes that no reader would hear: shown dimmed, counted apart."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words replaced, removed (`new_start == new_end`) or inserted (`old_start == old_end`).

    Offsets are code points into the `.text` of the sentence whose index stands beside them. An insertion stands at
    `old_start` of the old sentence, a removal at `new_start` of the new one.
    """

    old_sentence: int
    old_start: int
    old_end: int
    new_sentence: int
    new_start: int
    new_end: int
    change: Change


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one old sentence and the stretch of one new sentence that it became.

    A link between one sentence and one has one piece over both. In a split or a merger each sentence that is alone on
    its side is cut into pieces. Outside its hunks a piece reads the same on both sides, to the character.
    """

    old_sentence: int
    old_start: int
    old_end: int
    new_sentence: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences of the new version and those of the old one that they come from: indexes into the comparison.

    No `old`: an addition. No `new`: a removal. No `classes`: unchanged. Every new sentence is in exactly one link and
    every old one in at least one. `kept` is the share of words that stayed, 0 to 1; `rewritten` says that so few
    stayed that the words are shown whole, in one hunk. Hunks stand in the order of the new text.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    classes: frozenset[Change] = frozenset()
    words: tuple[Hunk, ...] = ()
    pieces: tuple[Piece, ...] = ()
    kept: float = 1.0
    rewritten: bool = False

    @property
    def unchanged(self) -> bool:
        """True where both sides read the same to the character, at the same place."""
        return not self.classes

    @property
    def dimmed(self) -> bool:
        """True where something changed, and only what no reader would hear."""
        return bool(self.classes) and self.classes <= DIMMED


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks: `start` and `end` in the sentence's text, marks not included.

    `speaker` is who says it as the sentence names them (None: not named); `addressee` to whom.
    """

    sentence: int
    start: int
    end: int
    text: str
    speaker: str | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class QuotePair:
    """A quote in both versions, or in one (the other is None). `link` is the index of its link in the comparison.

    `reworded`: its words differ by more than typography. `reattributed`: somebody else says it, or to somebody else.
    """

    old: Quote | None
    new: Quote | None
    link: int
    reworded: bool = False
    reattributed: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed from one version to another. `coarse`: a bound was met and the comparison is coarser for it."""

    old_sentences: tuple[Sentence, ...]
    new_sentences: tuple[Sentence, ...]
    links: tuple[Link, ...]
    quotes: tuple[QuotePair, ...] = ()
    coarse: bool = False
    counts: Counter[Change] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a link's text in reading order: `kind` is "same", "del" or "ins".

    `sentence` is the index of the sentence it is cut from (the old one for "del", else the new one), `start` and `end`
    its offsets there; `change` says what became of it (None for "same"). `old_sentence` and `old_start` are where a
    "same" or "del" run stands in the old text (None for "ins").
    """

    kind: str
    text: str
    sentence: int
    start: int
    end: int
    change: Change | None = None
    old_sentence: int | None = None
    old_start: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many sentences of the text (headline, standfirst, captions, body, contributors) fared how.

    `edited` counts links whose words changed by more than typography, `typographic` the places where only that changed.
    A quote or a sentence can count in several. `details_changed` counts byline, date and tags that differ.
    """

    kept: int = 0
    edited: int = 0
    moved: int = 0
    added: int = 0
    removed: int = 0
    quotes_reworded: int = 0
    numbers_changed: int = 0
    names_changed: int = 0
    attributions_changed: int = 0
    headline_changed: bool = False
    typographic: int = 0
    details_changed: int = 0
    coarse: bool = False
