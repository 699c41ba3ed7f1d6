"""Texts taken apart into units, sentences and words for the made-up edits, in scripts with and without spaces."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

FEWEST_UNITS = 7
FEWEST_OF_BRIEF = 4

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]")
_SENTENCE = re.compile(r"(?<=[.!?。])[\"”’']?\s+(?=[\"“‘'(\[]?[^\W\d_a-z])|(?<=[。！？])(?![」』”）\s]|$)")
_CLAUSE = re.compile(r"(?<=[,;:]) |(?<=[、，；：])")
# A Chinese or Japanese word is two characters more often than not.
_RUN = re.compile(r"[^\W\d_]{1,2}|\d+|\S")


def unspaced(text: str) -> bool:
    """Tell whether most of a text is written without spaces between words."""
    return len(_UNSPACED.findall(text)) * 2 > len(text)


def words_of(text: str) -> list[str]:
    """Give the words of a text: what stands between spaces, or runs of two characters where there are none."""
    return _RUN.findall(text) if unspaced(text) else text.split()


def text_of(words: Iterable[str]) -> str:
    """Put words together again, with spaces where their script has them."""
    words = list(words)
    return "".join(words) if unspaced("".join(words)) else " ".join(words)


def sentences_of(text: str) -> list[str]:
    """Give the sentences of a paragraph."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def clauses_of(text: str) -> list[str]:
    """Give the clauses of a sentence, each with the mark that ends it."""
    return [part.strip() for part in _CLAUSE.split(text) if part.strip()]


@dataclass(frozen=True)
class Draft:
    """A text in units (paragraphs, or sentences where a text is one paragraph)."""

    units: tuple[str, ...]
    headline: str
    day: dt.date
    source: str

    @property
    def words(self) -> int:
        return sum(len(words_of(unit)) for unit in self.units)


def draft(paragraphs: Sequence[str], *, headline: str, day: dt.date, source: str) -> Draft:
    """A draft in paragraphs where there are enough of them, else in sentences."""
    units = tuple(part.strip() for part in paragraphs if part.strip())
    if len(units) < FEWEST_UNITS:
        units = tuple(part for unit in units for part in sentences_of(unit))
    return Draft(units, headline, day, source)


def brief(text: Draft, *, fewest: int, most: int) -> Draft | None:
    """The beginning of a text, whole sentences of this many words in all, or None where none are; in clauses where
    there are few sentences."""
    units: list[str] = []
    for sentence in (part for unit in text.units for part in sentences_of(unit)):
        words = sum(len(words_of(unit)) for unit in (*units, sentence))
        if words > most:
            break
        units.append(sentence)
    if sum(len(words_of(unit)) for unit in units) < fewest:
        return None
    if len(units) < FEWEST_OF_BRIEF:
        units = [part for unit in units for part in clauses_of(unit)]
    return replace(text, units=tuple(units)) if len(units) >= FEWEST_OF_BRIEF else None
