"""Tells names from other words without a model: by how the two versions themselves write them."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from articles.text.compare.counted import numbers
from articles.text.compare.similar import is_small
from articles.text.compare.speech import PRONOUNS
from articles.text.compare.tokens import Words, is_word

TITLE_CASE = 0.6  # share of capitalised words from which a sentence is a headline in title case and says nothing
GERMAN = frozenset(("und", "der", "die", "das", "nicht", "mit", "ist", "ein", "eine", "von", "auf", "wird", "sich"))
GERMAN_LEAST = 3  # of these small words, by which the language that capitalises every noun is told
SPELLING_MOST = 2  # letters by which two spellings of one name differ
ABBREVIATION = 2  # letters of an abbreviated place: Vt, Pa
SPELLING_LEAST = 4  # letters a word has at least for that to mean anything
OF_PLACES = ("n", "an", "ian", "ean", "i", "ese", "ish")  # what makes an adjective of a place: Korea, Korean
OF_GROUPS = ("an", "ist", "crat", "ive", "er", "or")  # words of these ends have a plural: Democrat, Democrats
AMONG_MOST = 60  # words and marks of a longer stretch in which a name respelt is still looked for
COMPACT = 7  # words and marks; a longer stretch was reworded, whatever names are in it
_TITLES = """
minister secretary president chancellor senator sen representative rep congressman congresswoman deputy governor gov
mayor general gen colonel col captain capt lieutenant lt sergeant sgt major admiral judge justice chief director
professor prof dr doctor prince princess king queen bishop pope sir lord lady baroness chairman chairwoman ceo
spokesman spokeswoman ambassador commissioner attorney inspector officer manager coach mr mrs ms prime vice
"""
TITLES = frozenset(_TITLES.split())
"""An office before a name; another office is another wording, not another person."""
NO_NAMES = TITLES | PRONOUNS
OPENERS = frozenset(('"', "'", ":", ".", "!", "?", "...", "-", "("))


class Names:
    """Knows which words the two versions write as names: capitalised inside a sentence, and never small."""

    def __init__(self, sentences: Iterable[Words], explained: Mapping[str, tuple[str, ...]]) -> None:
        inside: set[str] = set()
        small: set[str] = set()
        for words in sentences:
            _note_capitals(words, inside, small)
        self.known = frozenset() if len(GERMAN & small) >= GERMAN_LEAST else frozenset(inside - small)
        self._small = frozenset(small)
        self._explained = explained

    def maybe(self, raw: str, key: str) -> bool:
        """Return whether a word may be a name: written with a capital here and never small elsewhere."""
        return raw[0].isupper() and key not in self._small

    def changed(
        self, old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], before: str | None, after: str | None
    ) -> bool:
        """Return whether a name was put for another, or put in or taken out beside one.

        Words are (printed, key) pairs, `before` and `after` the keys around them. An office changed is no name changed.
        """
        if max(len(old), len(new)) > COMPACT:
            return False
        gone, come = self._only(old, new), self._only(new, old)
        if not (gone or come) or self._one_by_initials(old, new):
            return False
        if after in TITLES:
            return False
        if gone and come:
            return any(key in self.known for key in gone + come) or _one_spelling(gone, come)
        others = (key for _, key in [*old, *new] if is_word(key) and not is_small(key))
        return all(key in self.known for key in [*gone, *come, *others]) and not self.known.isdisjoint((before, after))

    def respelt(self, old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], before: str | None) -> bool:
        """Return whether a name alone was put for another spelling of it; `before` is the key before it."""
        if max(len(old), len(new)) > COMPACT:
            return False
        gone, come = self._only(old, new), self._only(new, old)
        if len(gone) == len(old) == len(come) == len(new) and _one_spelling(gone, come):
            return True
        return before in self.known and before not in NO_NAMES and self._lengthened(old, new)

    def _lengthened(self, old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> bool:
        """Return whether a name goes on where the other ends, as surnames do: William, Williams; Johns, Johnson."""
        if len(old) != 1 or len(new) != 1 or not all(self.maybe(raw, key) for raw, key in (*old, *new)):
            return False
        short, long = sorted((old[0][1], new[0][1]), key=len)
        if len(short) < SPELLING_LEAST or not long.startswith(short):
            return False
        end = long[len(short) :]
        return end.isalpha() and end not in OF_PLACES and not (end == "s" and short.endswith(OF_GROUPS))

    def respelt_among(self, old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> bool:
        """Return whether among the words replaced a known name was put for another spelling of it."""
        if max(len(old), len(new)) > AMONG_MOST:
            return False
        gone, come = ([key for key in self._only(*sides) if key in self.known] for sides in ((old, new), (new, old)))
        return _one_spelling(gone, come)

    def _only(self, these: Sequence[tuple[str, str]], those: Sequence[tuple[str, str]]) -> list[str]:
        """Return the possible names that only `these` have."""
        names = [(raw, key) for raw, key in these if self.maybe(raw, key) and key not in NO_NAMES]
        return [
            key
            for raw, key in names
            if not numbers([(raw, key)]) and not any(_one_root(key, other) for _, other in those)
        ]

    def _one_by_initials(self, old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> bool:
        """Return whether one side is the initials of the other: US and United States."""
        capitals = [
            [key for raw, key in side if is_word(key) and key != "'s" and raw[0].isupper()] for side in (old, new)
        ]
        return any(
            len(short) == 1 and len(long) > 1 and self._stands_for(short[0], tuple(long))
            for short, long in (capitals, capitals[::-1])
        )

    def _stands_for(self, short: str, long: tuple[str, ...]) -> bool:
        return short == "".join(key[0] for key in long) or self._explained.get(short) == long


def _note_capitals(words: Words, inside: set[str], small: set[str]) -> None:
    """Note the words of a sentence as capitalised or small, leaving out what position alone capitalises."""
    if words.text[1:].islower():  # most sentences of a text without names, told at once
        small.update(words.sound[not words.text[0].islower() :])
        return
    places = [at for at, heard in enumerate(words.heard) if heard]
    letters = [words.text[words.starts[at]] for at in places]
    capitals = [at for at, letter in zip(places, letters, strict=True) if letter.isupper()]
    small.update(words.keys[at] for at, letter in zip(places, letters, strict=True) if letter.islower())
    if len(capitals) <= TITLE_CASE * len(places):
        inside.update(words.keys[at] for at in capitals if at != places[0] and not _opens(words, at))


def _opens(words: Words, at: int) -> bool:
    """Return whether a word stands where a sentence or a quote begins."""
    return at == 0 or words.keys[at - 1] in OPENERS


def _one_root(name: str, other: str) -> bool:
    """Return whether two words are one name, or one begins or abbreviates the other: Israel, Israeli; Vt, Vermont."""
    short, long = sorted((name, other), key=len)
    if short[0] != long[0]:
        return False
    return short == long or (len(short) >= SPELLING_LEAST and long.startswith(short)) or _abbreviates(short, long)


def _abbreviates(short: str, long: str) -> bool:
    """Return whether a word is one of two letters that another begins and goes on with."""
    return len(short) == ABBREVIATION < SPELLING_LEAST <= len(long) and short[1] in long


def _one_spelling(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether two names are one with another spelling."""
    return any(
        min(len(a), len(b)) >= SPELLING_LEAST
        and Levenshtein.distance(a, b, score_cutoff=SPELLING_MOST) <= SPELLING_MOST
        for a in old
        for b in new
    )
