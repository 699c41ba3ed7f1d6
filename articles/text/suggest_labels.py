"""Topics' labels and synonyms -> which of them a text names, and with which words.

Written here because topics are named in the plural, inside longer labels ("arts, culture and media") and by synonyms,
and thousands of them must be looked for in one pass over the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from articles.text.anchor_words import Word, words

_PARTS = re.compile(r"[,;/()]")
SHORTEST_TO_CUT = 5  # letters; in shorter words a final s is often no plural ("news")
LONGEST_ACRONYM = 5  # letters; a name all in capitals no longer than that must stand in capitals ("WHO")
FIRST_LINE_WORTH = 3  # times that a name in the headline counts as much as one in the body
ENOUGH = 4  # such times speak for a topic as loudly as it can be spoken for
PART_WORTH = 0.5  # of a label's part ("culture" of "arts, culture") as against the whole label


@dataclass(frozen=True, slots=True)
class Named:
    """How strongly a text names a topic, 0 to 1, and the words with which it does, as they stand in it."""

    strength: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A label, a synonym or a part of one, as stems."""

    topic: str
    stems: tuple[str, ...]
    worth: float
    acronym: str | None


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """All names of all topics, by their first stem."""

    names: Mapping[str, tuple[_Name, ...]]

    @classmethod
    def of(cls, topics: Mapping[str, Iterable[str]]) -> Self:
        """Index each topic's label and its synonyms."""
        found: dict[str, list[_Name]] = defaultdict(list)
        for topic, synonyms in topics.items():
            seen: set[tuple[str, ...]] = set()
            for text, worth in _names(topic, synonyms):
                stems = tuple(stem(word.key) for word in spoken(text))
                if stems and stems not in seen:
                    seen.add(stems)
                    acronym = text if text.isupper() and len(text) <= LONGEST_ACRONYM else None
                    found[stems[0]].append(_Name(topic, stems, worth, acronym))
        return cls({first: tuple(names) for first, names in found.items()})

    def named_in(self, text: str) -> dict[str, Named]:
        """The topics that the text names. Its first line is taken for the headline."""
        said = spoken(text)
        stems = tuple(stem(word.key) for word in said)
        headline_end = text.find("\n") if "\n" in text else len(text)
        strength: dict[str, float] = defaultdict(float)
        evidence: dict[str, dict[str, None]] = defaultdict(dict)
        for at, first in enumerate(stems):
            for name in self.names.get(first, ()):
                end = at + len(name.stems)
                if stems[at:end] != name.stems:
                    continue
                words_there = text[said[at].start : said[end - 1].end]
                if name.acronym in {None, words_there}:
                    strength[name.topic] += name.worth * (FIRST_LINE_WORTH if said[at].start < headline_end else 1)
                    evidence[name.topic][words_there] = None
        return {topic: Named(min(1.0, strength[topic] / ENOUGH), tuple(evidence[topic])) for topic in strength}


def spoken(text: str) -> list[Word]:
    """The words of a text without its marks."""
    return [word for word in words(text) if word.key[0].isalnum()]


def stem(key: str) -> str:
    """A folded word without a final s: enough for names of topics, and harmless where s is no plural."""
    if len(key) < SHORTEST_TO_CUT or not key.endswith("s") or key.endswith("ss"):
        return key
    return key[:-3] + "y" if key.endswith("ies") and len(key) > SHORTEST_TO_CUT else key[:-1]


def _names(label: str, synonyms: Iterable[str]) -> list[tuple[str, float]]:
    """Whole names before parts of names, each with its worth."""
    whole = [label, *synonyms]
    parts = [part for name in whole for part in _PARTS.split(name) if _PARTS.search(name) and part.strip()]
    return [(name, 1.0) for name in whole] + [(part, PART_WORTH) for part in parts]
