"""Says what a change of words means to an editor: typography, case, wording, a number, a name, a quote, who says it."""

import unicodedata
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from articles.text.compare.counted import ABOUT, ONES, numbers, same_numbers_otherwise_written
from articles.text.compare.names import Names
from articles.text.compare.result import Change
from articles.text.compare.similar import is_small, stem
from articles.text.compare.speech import ACCORDING, CHARGED, PLAIN_VOUCHING, PRONOUNS, SAYING, VOUCHING
from articles.text.compare.tokens import MARKS, UNSEEN, Words, is_word

FIGURE_MOST = 2  # words put in or taken out with a figure; more is news told, not a number changed
SOURCE_MOST = 4  # words between "according to" and what changed
TITLE_MOST = 3  # words of a name in quotation marks
BARE_MOST = 2  # words left of a clause of saying that was taken out: "said that it would" became "will"
CLAUSE_MOST = 8  # words of an attribution put in or taken out: "officials said on Tuesday"


class Stretch(NamedTuple):
    """Some words of a sentence: those from `first` up to `last`, by key; `sound` leaves out the marks.

    `pairs` are the words and marks as printed, each with its key.
    """

    words: Words
    first: int
    last: int
    keys: tuple[str, ...]
    sound: tuple[str, ...]
    pairs: list[tuple[str, str]]


def stretch(words: Words, first: int, last: int) -> Stretch:
    """Return the words from `first` up to `last`."""
    keys = words.keys[first:last]
    spans = zip(words.starts[first:last], words.ends[first:last], keys, strict=True)
    pairs = [(words.text[start:end], key) for start, end, key in spans]
    return Stretch(words, first, last, keys, words.heard_between(first, last), pairs)


def looks(old: str, new: str) -> Change:
    """Return what tells apart two printings of one key: CASE, or TYPOGRAPHIC."""
    plain = [UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(MARKS) for text in (old, new)]
    return Change.CASE if plain[0] != plain[1] and plain[0].lower() == plain[1].lower() else Change.TYPOGRAPHIC


def classify(
    old: Stretch, new: Stretch, names: Names, *, quoted: bool, framed: bool | None, speakers: AbstractSet[str]
) -> Change:
    """Return the class of words replaced, put in or taken out.

    `quoted`: they stand inside a quote. `framed`: they stand in the sentence around a quote that both versions have;
    None in a split or a merger, where clauses of saying come and go for grammar's sake. `speakers` are the keys of
    the names of who says it and to whom: another name in the frame is a name changed.
    """
    if (unheard := _unheard(old, new)) is not None:
        return unheard
    if quoted or _new_quote(old, new):
        return Change.QUOTE
    if number_changed(old, new):
        return Change.NUMBER
    if names.respelt(old.pairs, new.pairs, _around(old, new)[0]):
        return Change.NAME
    replaced = old.sound and new.sound
    named = (replaced or framed is not None) and names.changed(old.pairs, new.pairs, *_around(old, new))
    elsewhere = named and speakers and speakers.isdisjoint((*old.sound, *new.sound))
    if (framed and not elsewhere) or (framed is False and _of_attribution(old, new)):
        return Change.ATTRIBUTION
    return Change.NAME if named else Change.WORDING


def _unheard(old: Stretch, new: Stretch) -> Change | None:
    """Return the class where nothing differs that is read aloud: other marks, a number written otherwise."""
    if old.sound == new.sound:
        return Change.TYPOGRAPHIC if old.sound else of_marks(old.keys, new.keys)
    numbered = numbers(old.pairs) or numbers(new.pairs)
    return Change.TYPOGRAPHIC if numbered and same_numbers_otherwise_written(old.keys, new.keys) else None


def _around(old: Stretch, new: Stretch) -> tuple[str | None, str | None]:
    """Return the keys just before and just after, from the side that has words there."""
    side = new if new.sound else old
    before = side.words.keys[side.first - 1] if side.first else None
    return before, side.words.keys[side.last] if side.last < len(side.words.keys) else None


def number_changed(old: Stretch, new: Stretch) -> bool:
    """Return whether a number, an amount or a date was put for another, or a figure alone put in or taken out."""
    before, after = numbers(old.pairs), numbers(new.pairs)
    if before == after:
        return False
    if before and after:
        return True
    sides = [[key for key in side.sound if key not in ABOUT] for side in (old, new)]
    if all(len(side) == 1 for side in sides) and not ONES.isdisjoint(sides[0] + sides[1]):
        return True
    figures = any(key[0].isdigit() for key in before + after)
    return figures and max(map(len, sides)) <= FIGURE_MOST


def of_marks(old: Sequence[str], new: Sequence[str]) -> Change:
    """Return QUOTE where double marks come or go, else TYPOGRAPHIC."""
    return Change.QUOTE if ('"' in old) != ('"' in new) and "'" not in (*old, *new) else Change.TYPOGRAPHIC


def _new_quote(old: Stretch, new: Stretch) -> bool:
    """Return whether a whole quote was put in or taken out: not a name in quotation marks, as firms and ships have."""
    sides = [side.keys.count('"') >= 2 and not _is_title(side) for side in (old, new)]
    return sides[0] != sides[1]


def _is_title(side: Stretch) -> bool:
    """Return whether what stands between the first marks of a stretch is short and capitalised throughout."""
    marks = [at for at, key in enumerate(side.keys) if key == '"']
    inside = [raw for raw, key in side.pairs[marks[0] + 1 : marks[1]] if is_word(key)]
    return 0 < len(inside) <= TITLE_MOST and all(raw[0].isupper() for raw in inside)


def _of_attribution(old: Stretch, new: Stretch) -> bool:
    """Return whether it is about who says it: a clause of saying put in or taken out, or a charged verb of saying."""
    if _after_according(old) and _after_according(new):
        return True
    before, after = set(old.sound), set(new.sound)
    if not before or not after:
        said = not VOUCHING.isdisjoint(before | after)
        return said and max(len(old.sound), len(new.sound)) <= CLAUSE_MOST
    if _source_came_or_went(before, after):
        return min(len(old.sound), len(new.sound)) <= BARE_MOST and max(len(old.sound), len(new.sound)) <= CLAUSE_MOST
    if not CHARGED.isdisjoint(before ^ after):
        return len(before & SAYING) == len(after & SAYING)
    return _speaker_replaced(old, new)


def _source_came_or_went(before: AbstractSet[str], after: AbstractSet[str]) -> bool:
    """Return whether one side alone says plainly who vouches for it: documents that suggest are no source named."""
    sides = [(PLAIN_VOUCHING.isdisjoint(words), VOUCHING.isdisjoint(words)) for words in (before, after)]
    return sides in ([(False, False), (True, True)], [(True, True), (False, False)])


def besides(change: Change, old: Stretch, new: Stretch, names: Names, *, framed: bool | None) -> frozenset[Change]:
    """Return what a change is besides its class, since a hunk has one and a link says all.

    A quote whose number changed; a number changed among other words; a name respelt or a source put in or taken out
    in words that were replaced.
    """
    found = set()
    if change is Change.QUOTE and number_changed(old, new):
        found.add(Change.NUMBER)
    if change is Change.NUMBER and _other_words(old, new):
        found.add(Change.WORDING)
    if change in {Change.WORDING, Change.ATTRIBUTION} and names.respelt_among(old.pairs, new.pairs):
        found.add(Change.NAME)
    if change is Change.WORDING and framed is not None and _source_came_or_went({*old.sound}, {*new.sound}):
        found.add(Change.ATTRIBUTION)
    return frozenset(found)


def _other_words(old: Stretch, new: Stretch) -> bool:
    """Return whether more than numbers, what says how exact they are, and small words differs."""
    sides = [
        {stem(key) for raw, key in side.pairs if is_word(key) and not numbers([(raw, key)]) and key not in ABOUT}
        for side in (old, new)
    ]
    return any(not is_small(key) for key in sides[0] ^ sides[1])


def _speaker_replaced(old: Stretch, new: Stretch) -> bool:
    """Return whether what was replaced is beside a verb of saying that stays: Police said, Officials said.

    After the verb it is the speaker where a comma or a mark stands before the verb, and else what is said; where words
    follow it is his office.
    """
    if not old.sound or not new.sound or not PRONOUNS.isdisjoint((*old.sound, *new.sound)):
        return False
    leading = [side.words.keys[max(0, side.first - 2) : side.first] for side in (old, new)]
    following = [side.words.keys[side.last : side.last + 1] for side in (old, new)]
    after_verb = all(len(keys) == 2 and not is_word(keys[0]) and keys[1] in SAYING for keys in leading)
    if after_verb and not any(is_word(key) for keys in following for key in keys):
        return True
    return following[0] == following[1] and any(key in SAYING for key in following[0])


def _after_according(side: Stretch) -> bool:
    """Return whether the words name the source that "according to" leads to."""
    before = side.words.keys[max(0, side.first - SOURCE_MOST) : side.first]
    sources = [at for at, key in enumerate(before) if key in ACCORDING]
    return bool(sources) and all(map(is_word, before[sources[-1] :]))
