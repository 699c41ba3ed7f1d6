"""Says how alike two sentences are, by the words they share (rare ones count more) and by their letters."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz

from articles.text.article import Role
from articles.text.compare.tokens import Tokenizer, Words, is_number, is_word, printing
from articles.text.sentences import Sentence

ENDINGS = ("ing", "ed", "es", "'s", "s")  # English only, and harmless elsewhere: both sides lose the same letters
SHORTEST_STEM = 3
SMALL_WORD = 3  # letters; up to this a word of an alphabet is an article or preposition more often than not
_LONGER_SMALL_WORDS = """
that this with from have been were will would could should which their they them than then when while what who also into
over after before about there these those does such upon more
"""
SMALL_WORDS = frozenset(_LONGER_SMALL_WORDS.split())
SMALL_WEIGHT = 0.15  # what a small word tells, against 1 for a word that stands in one sentence only
LETTERS_MOST = 1_000  # code points; longer sentences are compared by words: letters cost their product
CONTAINED_LEAST = 5  # words; a shorter sentence is contained in too much by chance
CONTAINED_SHARE = 0.8  # what a sentence wholly inside another scores
ACRONYMS_MOST = 100  # no article explains more
SpeltOut = tuple[str, tuple[str, ...]]  # an acronym, and the stems of its words
ACRONYM = re.compile(r"((?:[\w'’-]{1,40} ){1,6})\(([A-Z]{2,6})\)")


class Bag(NamedTuple):
    """A sentence as its stems, each with its summed weight. `key` is equal where only typography and marks differ."""

    key: tuple[str, ...]
    role: Role
    paragraph: int
    order: tuple[str, ...]
    stems: Mapping[str, float]
    size: int
    weight: float
    letters: str | Sequence[str]


def is_small(key: str) -> bool:
    """Return whether a word carries grammar rather than news: short in an alphabet, or a known English one."""
    return key in SMALL_WORDS or (len(key) <= SMALL_WORD and not is_number(key) and key < "\u0e00")


def stem(key: str) -> str:
    """Return the word without its commonest English ending, so that illustrate and illustrated are nearer."""
    for ending in ENDINGS:
        if len(key) >= len(ending) + SHORTEST_STEM and key.endswith(ending):
            return key[: -len(ending)]
    return key


def acronyms(texts: Iterable[str], tokenizer: Tokenizer) -> dict[str, tuple[str, ...]]:
    """Return the acronyms that the texts explain, "Central Bank Council (CBC)", each with its words' keys."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for match in ACRONYM.finditer(text) if "(" in text and len(found) < ACRONYMS_MOST else ():
            words = [key for key in tokenizer.words(match[1]).keys if is_word(key) and key != "'s"][-len(match[2]) :]
            if "".join(word[0] for word in words) == match[2].casefold():
                found[match[2].casefold()] = tuple(words)
    return dict(islice(found.items(), ACRONYMS_MOST))


def bags(
    sentences: Sequence[Sequence[Sentence]], words: Sequence[Sequence[Words]], explained: Mapping[str, tuple[str, ...]]
) -> list[list[Bag]]:
    """Return a bag for each sentence of each version; what a word weighs comes from all versions together."""
    spelt_out: dict[str, list[SpeltOut]] = defaultdict(list)
    for short, long in explained.items():
        spelt_out[stem(long[0])].append((short, tuple(map(stem, long))))
    known = {key: stem(key) for key in {key for version in words for each in version for key in each.keys}}
    stems = [[_stems(each, spelt_out, known) for each in version] for version in words]
    telling = _weights([each for version in stems for each in version], explained.keys())
    return [
        [
            _bag(sentence, each, stemmed, telling)
            for sentence, each, stemmed in zip(version, version_words, version_stems, strict=True)
        ]
        for version, version_words, version_stems in zip(sentences, words, stems, strict=True)
    ]


def lines(sentences: Iterable[Sentence]) -> list[Bag]:
    """Return a bag without words for each sentence, for versions that have too many to be read."""
    return [
        Bag((printing(each.text),), each.role, each.paragraph, (), {}, len(each.text), 0.0, "") for each in sentences
    ]


def emptied(bag: Bag) -> Bag:
    """Return a bag that is like no other and equal to its equals."""
    return bag._replace(order=(), stems={}, size=0, weight=0.0, letters="")


def likeness(old: Bag, new: Bag) -> float:
    """Return how alike two sentences are, 0 to 1: half shared weight, half letters; or one contained in the other."""
    shared = shared_weight(old.stems, new.stems)
    if not shared:
        return 0.0
    comparable = isinstance(old.letters, str) == isinstance(new.letters, str)
    letters = fuzz.ratio(old.letters, new.letters) / 100 if comparable else 0.0
    score = 0.5 * (2 * shared / (old.weight + new.weight)) + 0.5 * letters
    if min(old.size, new.size) >= CONTAINED_LEAST:
        contained = shared / min(old.weight, new.weight)
        longest = 2 * min(old.size, new.size) / (old.size + new.size)  # the letters' ratio were it wholly inside
        score = max(score, CONTAINED_SHARE * contained * (0.5 + 0.5 * min(1.0, letters / longest)))
    return score


def shared_weight(old: Mapping[str, float], new: Mapping[str, float]) -> float:
    """Return the weight of the stems that both have."""
    if len(old) > len(new):
        old, new = new, old
    return sum(min(weight, new[word]) for word, weight in old.items() if word in new)


def _stems(words: Words, spelt_out: Mapping[str, Sequence[SpeltOut]], known: Mapping[str, str]) -> list[str]:
    """Return the sentence's stems, what an acronym stands for made that acronym."""
    stems = [known[key] for key in words.sound if key != "'s"]
    if spelt_out.keys().isdisjoint(stems):
        return stems
    found: list[str] = []
    at = 0
    while at < len(stems):
        short, long = next(
            (each for each in spelt_out.get(stems[at], ()) if tuple(stems[at : at + len(each[1])]) == each[1]),
            (stems[at], (stems[at],)),
        )
        at += len(long)
        if len(long) > 1 and stems[at : at + 1] == [short]:  # Central Bank Council (CBC)
            at += 1
        found.append(short)
    return found


def _weights(sentences: Sequence[Sequence[str]], initials: AbstractSet[str]) -> dict[str, float]:
    """Return how much each stem tells, 0 to 1, by the number of sentences that have it; `initials` are never small."""
    seen = Counter(word for words in sentences for word in set(words))
    total = max(2, len(sentences))
    scale = math.log(1 + total)
    return {
        word: min(math.log(1 + total / count) / scale, SMALL_WEIGHT if is_small(word) and word not in initials else 1.0)
        for word, count in seen.items()
    }


def _bag(sentence: Sentence, words: Words, stems: Sequence[str], telling: Mapping[str, float]) -> Bag:
    weighted = {word: telling[word] for word in stems}
    if len(weighted) < len(stems):
        weighted = {word: telling[word] * count for word, count in Counter(stems).items()}
    letters: str | Sequence[str] = " ".join(stems)
    if len(letters) > LETTERS_MOST:
        letters = stems
    key = words.sound or words.keys or (sentence.text,)
    return Bag(
        key, sentence.role, sentence.paragraph, tuple(stems), weighted, len(stems), sum(weighted.values()), letters
    )
