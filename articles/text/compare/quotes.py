"""Finds what is said between quotation marks, who says it, and which quote of one version is which of the other."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from articles.text.compare.result import Quote
from articles.text.compare.speech import ACCORDING, BETWEEN, PRONOUNS, RELATIVES, SAYING, TELLING
from articles.text.compare.tokens import Tokenizer, Words, is_word

DOUBLE = re.compile(r"[\"“”„‟«»＂「」『』]")
SINGLE = re.compile(r"(?<![\w'‘’])['‘‚](?=\w)(?P<inner>[^\n]{2,600}?)(?<=[\w.,!?…])['’‘](?!\w)")
INSIDE_WORD = re.compile(r"(?<=[\u05d0-\u05ea])[\"”](?=[\u05d0-\u05ea])")
PAIRED_LEAST = 65  # rapidfuzz's token set ratio from which two quotes are one quote reworded
MOVED_LEAST = 85  # the same where the two stand in sentences that are not linked
LINKED = 100  # on top of a ratio: a quote reworded in its place goes before one alike elsewhere
EQUAL = 250  # and an equal one before both
SPEAKER_MOST = 5  # words of a speaker's name or office
SPOKEN_LEAST = 3  # words; a shorter quote is a term in quotes, not speech
ASIDE_MOST = 8  # words between commas after a speaker's name
PAIRED_MOST = 40_000  # quotes by quotes looked at across the two versions


@dataclass(frozen=True, slots=True)
class Said:
    """A quote with the places of its words in the sentence: `first` up to `last`, marks not included."""

    quote: Quote
    first: int
    last: int
    sound: tuple[str, ...]

    @property
    def spoken(self) -> bool:
        """True where it is long enough to be speech rather than a term in quotes."""
        return len(self.sound) >= SPOKEN_LEAST


def sentence_quotes(sentence: int, words: Words) -> tuple[Said, ...]:
    """Return the quotes of a sentence in order, with the speaker that the rest of the sentence names.

    A quote that opens and does not close runs to the end of the sentence, one that only closes runs from its start.
    """
    spans = [span for span in _spans(words.text) if words.text[slice(*span)].strip()]
    if not spans:
        return ()
    places = [_places(words, span) for span in spans]
    quoted = {place for first, last in places for place in range(first, last)}
    speaker, addressee = _speaker(words, quoted)
    found = []
    for (start, end), (first, last) in zip(spans, places, strict=True):
        if first < last:
            quote = Quote(sentence, start, end, words.text[start:end], speaker, addressee)
            found.append(Said(quote, first, last, words.heard_between(first, last)))
    return tuple(found)


def pair_quotes(
    old: Sequence[Said], new: Sequence[Said], linked: Iterable[tuple[int, int]]
) -> list[tuple[Said | None, Said | None]]:
    """Return which old quote is which new one, the most alike first; a quote without its like has None beside it.

    `linked` are the (old, new) sentences that come from each other; across other sentences a quote must be nearly the
    same to be paired.
    """
    edges = set(linked)
    if [said.sound for said in old] > [said.sound for said in new]:  # so that backwards the pairs are the same
        return [(a, b) for b, a in pair_quotes(new, old, {(j, i) for i, j in edges})]
    ranked = []
    if len(old) * len(new) <= PAIRED_MOST:
        ranked = sorted(
            (-alike, i, j)
            for i, a in enumerate(old)
            for j, b in enumerate(new)
            if (alike := _alike(a, b, near=(a.quote.sentence, b.quote.sentence) in edges))
        )
    partner: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in partner and j not in partner.values():
            partner[i] = j
    paired = set(partner.values())
    pairs: list[tuple[Said | None, Said | None]] = [(old[i], new[j]) for i, j in partner.items()]
    pairs += [(a, None) for i, a in enumerate(old) if i not in partner]
    pairs += [(None, b) for j, b in enumerate(new) if j not in paired]
    return pairs


def same_speaker(old: str | None, new: str | None, tokenizer: Tokenizer) -> bool:
    """Return whether two namings may be one person: unnamed, a pronoun, or the same last name."""
    if not old or not new:
        return True
    names = [[key for key in tokenizer.words(name).keys if is_word(key) and key != "'s"] for name in (old, new)]
    if any(not name or name[-1] in PRONOUNS for name in names):
        return True
    return names[0][-1] == names[1][-1]


def _alike(old: Said, new: Said, *, near: bool) -> float:
    """Return how alike two quotes are, 0 where too little to be one."""
    if old.sound == new.sound:
        return EQUAL + near if near or old.spoken else 0.0
    if not near and not (old.spoken and new.spoken):
        return 0.0
    least = PAIRED_LEAST if near else MOVED_LEAST
    alike = fuzz.token_set_ratio(" ".join(old.sound), " ".join(new.sound), score_cutoff=least)
    return alike + LINKED * near if alike >= least else 0.0


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where the quotes of a sentence stand: inside double marks, else inside single ones."""
    inside = {match.start() for match in INSIDE_WORD.finditer(text)}
    marks = [match.start() for match in DOUBLE.finditer(text) if match.start() not in inside]
    if not marks:
        return [match.span("inner") for match in SINGLE.finditer(text) if " " in match["inner"]]
    if _only_closes(text, marks[0]):
        marks.insert(0, -1)
    if len(marks) % 2:
        marks.append(len(text))
    return [(start + 1, end) for start, end in zip(marks[::2], marks[1::2], strict=True)]


def _only_closes(text: str, mark: int) -> bool:
    """Return whether the first mark ends a quote that began before the sentence."""
    if text[mark] in "“„«「『":
        return False
    after = text[mark + 1 : mark + 2]
    return mark > 0 and not text[mark - 1].isspace() and text[mark - 1] not in "([-–—:" and not after.isalnum()


def _places(words: Words, span: tuple[int, int]) -> tuple[int, int]:
    """Return the words of a stretch of characters: from the first that begins in it up to the last that ends in it."""
    return bisect_left(words.starts, span[0]), bisect_right(words.ends, span[1])


def _speaker(words: Words, quoted: set[int]) -> tuple[str | None, str | None]:
    """Return who speaks and to whom, as the words outside the quotes name them."""
    for at, key in enumerate(words.keys):
        if at in quoted or (key not in SAYING and key not in ACCORDING):
            continue
        after = _name_after(words, at + 1 + (key in ACCORDING and words.keys[at + 1 : at + 2] == ("to",)), quoted)
        if key in ACCORDING:
            return after, None
        before = _name_before(words, at, quoted)
        if key in TELLING:
            return before, after
        return before or after, None
    return None, None


def _name_before(words: Words, verb: int, quoted: set[int]) -> str | None:
    """Return the name, pronoun or office just before the verb."""
    end = verb
    while end and (words.keys[end - 1] in BETWEEN or words.keys[end - 1] in RELATIVES or _is_adverb(words, end - 1)):
        end -= 1
    if end and words.keys[end - 1] == ",":  # an aside between the name and the verb: an age, an office, or the name
        comma = next((at for at in range(end - 2, max(0, end - 2 - ASIDE_MOST), -1) if words.keys[at] == ","), None)
        if comma is None or _capitals(words, comma + 1, end - 1):
            end -= 1
        else:
            end = comma
    start = end
    while start and end - start < SPEAKER_MOST and start - 1 not in quoted and is_word(words.keys[start - 1]):
        start -= 1
    while start < end and not _names(words, start) and _name_follows(words, start, end):
        start += 1
    return words.text[words.starts[start] : words.ends[end - 1]] if start < end else None


def _is_adverb(words: Words, at: int) -> bool:
    return words.keys[at].endswith("ly") and not _names(words, at)


def _name_follows(words: Words, start: int, end: int) -> bool:
    return any(_names(words, at) for at in range(start + 1, end))


def _name_after(words: Words, start: int, quoted: set[int]) -> str | None:
    """Return the name after the verb, past an office and its comma; else, after an inverted verb, the office."""
    end = start
    while end < len(words.keys) and end - start < SPEAKER_MOST and end not in quoted and _goes_on(words.keys[end]):
        end += 1
    name = _capitals(words, start, end)
    if not name and words.keys[end : end + 1] == (",",):
        name = _capitals(words, end + 1, min(end + 1 + SPEAKER_MOST, len(words.keys)))
    if not name and start >= 2 and not is_word(words.keys[start - 2]):
        name = (start, end)
    if not name and words.keys[start - 1] in TELLING:
        name = (start, min(start + 1, end))
    return words.text[words.starts[name[0]] : words.ends[name[1] - 1]] if name and name[0] < name[1] else None


def _goes_on(key: str) -> bool:
    return is_word(key) and key not in RELATIVES


def _capitals(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """Return the first run of words written as names."""
    first = next((at for at in range(start, end) if _names(words, at)), None)
    if first is None:
        return None
    last = first
    while last < end and _names(words, last):
        last += 1
    return first, last


def _names(words: Words, at: int) -> bool:
    """Return whether a word is written as a name, or stands for one."""
    return words.raw(at)[0].isupper() or words.keys[at] in PRONOUNS
