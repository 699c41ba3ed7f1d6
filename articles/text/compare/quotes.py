"""Finds what is said between quotation marks, who says it, and which quote of one version is which of the other."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from rapidfuzz import fuzz

from articles.text.compare.result import Quote
from articles.text.compare.similar import is_small
from articles.text.compare.speakers import who_speaks
from articles.text.compare.speech import PRONOUNS
from articles.text.compare.tokens import Tokenizer, Words
from articles.text.sentences import Sentence

DOUBLE = re.compile(r"[\"“”„‟«»＂「」『』]")
ANY_MARK = re.compile(r"[\"“”„‟«»＂「」『』]|(?<!\w)['‘‚]")
SINGLE_OPENS = re.compile(r"(?<![\w'‘’])['‘‚](?=\w)")
SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])['’‘](?!\w)")
SINGLE_MOST = 600  # code points between single marks; further apart they are apostrophes
INSIDE_WORD = re.compile(r"(?<=[\u05d0-\u05ea])[\"”](?=[\u05d0-\u05ea])")
PARTING = frozenset((",", ":", "、"))
PAIRED_LEAST = 65  # rapidfuzz's token set ratio from which two quotes are one quote reworded
MOVED_LEAST = 85  # the same where the two stand in sentences that are not linked
LINKED = 100  # on top of a ratio: a quote reworded in its place goes before one alike elsewhere
EQUAL = 250  # and an equal one before both
SPOKEN_LEAST = 3  # words; a shorter quote is a term in quotes, not speech
QUOTES_MOST = 200  # in one sentence; more is a text without stops
READ_MOST = 1_000  # in one version
PAIRED_MOST = 10_000  # quotes by quotes looked at across the two versions: about 30 ms
QUOTED_MOST = 16_000_000  # and words by words of them: about 40 ms
# Beyond that a quote is looked up by its rarest words, each in at most so many quotes.
RAREST = 4
STANDS_IN_MOST = 10
CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A quote with the places of its words in the sentence: `first` up to `last`, marks not included."""

    quote: Quote
    first: int
    last: int
    sound: tuple[str, ...]
    set_off: bool = True

    @property
    def framed(self) -> bool:
        """True where the words around it say who speaks: it is speech, with a speaker or set off by a mark."""
        return self.spoken and (self.set_off or self.quote.speaker is not None)

    @property
    def people(self) -> list[str]:
        """The words of who says it and to whom, casefolded."""
        return f"{self.quote.speaker or ''} {self.quote.addressee or ''}".casefold().split()

    @property
    def spoken(self) -> bool:
        """True where it is long enough to be speech rather than a term in quotes."""
        return len(self.sound) >= SPOKEN_LEAST


def sentence_quotes(sentence: int, words: Words) -> tuple[Said, ...]:
    """Return the quotes of a sentence in order, with the speaker that the rest of the sentence names.

    A quote that opens and does not close runs to the end of the sentence, one that only closes runs from its start.
    """
    spans = [span for span in _spans(words.text) if words.text[slice(*span)].strip()][:QUOTES_MOST]
    if not spans:
        return ()
    places = [_places(words, span) for span in spans]
    quoted = {place for first, last in places for place in range(first, last)}
    speaker, addressee = who_speaks(words, quoted)
    found = []
    for (start, end), (first, last) in zip(spans, places, strict=True):
        if first < last:
            quote = Quote(sentence, start, end, words.text[start:end], speaker, addressee)
            found.append(Said(quote, first, last, words.heard_between(first, last), _set_off(words, first, last)))
    return tuple(found)


def _set_off(words: Words, first: int, last: int) -> bool:
    """Return whether a quote opens its sentence, or a comma or a colon parts it from the words around it."""
    return first <= 1 or words.keys[first - 2] in PARTING or bool(PARTING & {*words.keys[last - 1 : last + 2]})


def version_quotes(sentences: Sequence[Sentence], words: Sequence[Words]) -> list[tuple[Said, ...]]:
    """Return the quotes of every sentence of a version, as far as they are read.

    A sentence that is nothing but a quote is said by whom the quote before it in the paragraph is.
    """
    found: list[tuple[Said, ...]] = []
    paragraph, speaker = None, None
    count = 0
    for index, (sentence, each) in enumerate(zip(sentences, words, strict=True)):
        said = sentence_quotes(index, each) if count < READ_MOST else ()
        count += len(said)
        if (sentence.role, sentence.paragraph) != paragraph:
            paragraph, speaker = (sentence.role, sentence.paragraph), None
        if speaker and len(said) == 1 and len(said[0].sound) == each.spoken(0, len(each.keys)):
            said = (replace(said[0], quote=replace(said[0].quote, speaker=speaker)),)
        speaker = said[-1].quote.speaker if said else speaker
        found.append(said)
    return found


def unread_quotes(said: Sequence[Sequence[Said]]) -> bool:
    """Return whether a version has, or a sentence of it, more quotes than are read."""
    return sum(map(len, said)) >= READ_MOST or any(len(each) == QUOTES_MOST for each in said)


class Paired(NamedTuple):
    """Which old quote is which new one; a quote without its like has None beside it. `coarse`: not all were tried."""

    pairs: list[tuple[Said | None, Said | None]]
    coarse: bool = False


def pair_quotes(old: Sequence[Said], new: Sequence[Said], linked: Iterable[tuple[int, int]]) -> Paired:
    """Return which old quote is which new one, the most alike first.

    `linked` are the (old, new) sentences that come from each other; across other sentences a quote must be nearly the
    same to be paired.
    """
    edges = set(linked)
    if [said.sound for said in old] > [said.sound for said in new]:  # so that backwards the pairs are the same
        back = pair_quotes(new, old, {(j, i) for i, j in edges})
        return Paired([(b, a) for a, b in back.pairs], back.coarse)
    likely, coarse = likely_pairs(old, new, edges)
    ranked = sorted(
        (-alike, i, j)
        for i, j in likely
        if (alike := _alike(old[i], new[j], near=(old[i].quote.sentence, new[j].quote.sentence) in edges))
    )
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in of_old and j not in of_new:
            of_old[i], of_new[j] = j, i
    pairs: list[tuple[Said | None, Said | None]] = [(old[i], new[j]) for i, j in of_old.items()]
    pairs += [(a, None) for i, a in enumerate(old) if i not in of_old]
    pairs += [(None, b) for j, b in enumerate(new) if j not in of_new]
    return Paired(pairs, coarse)


def likely_pairs(
    old: Sequence[Said], new: Sequence[Said], edges: AbstractSet[tuple[int, int]]
) -> tuple[Iterable[tuple[int, int]], bool]:
    """Return the pairs of quotes worth looking at, and whether there are more in linked sentences than are looked at.

    All, or where they are many the equal ones, those that share rare words, and those in linked sentences as far as
    they go.
    """
    if len(old) * len(new) <= PAIRED_MOST and _size(old) * _size(new) <= QUOTED_MOST:
        return product(range(len(old)), range(len(new))), False
    likely = set(_equal(old, new))
    likely.update(_sharing(old, new, {i for i, _ in likely}))
    pairs_left, words_left = PAIRED_MOST, QUOTED_MOST
    in_old, in_new = _by_sentence(old), _by_sentence(new)
    for sentence, other in sorted(edges):
        ours, theirs = in_old[sentence], in_new[other]
        pairs_left -= len(ours) * len(theirs)
        words_left -= _size(old[i] for i in ours) * _size(new[j] for j in theirs)
        if min(pairs_left, words_left) < 0:
            return sorted(likely), True
        likely.update(product(ours, theirs))
    return sorted(likely), False


def _equal(old: Sequence[Said], new: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of equal quotes: the first with the first, the second with the second."""
    where: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, version in enumerate((old, new)):
        for place, said in enumerate(version):
            where[said.sound][side].append(place)
    for olds, news in where.values():
        yield from zip(olds, news, strict=False)


def _sharing(old: Sequence[Said], new: Sequence[Said], paired: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """Yield for each quote that is speech, and not `paired`, the few that share most of its rarest words."""
    stands_in: dict[str, list[int]] = defaultdict(list)
    for j, said in enumerate(new):
        for word in set(said.sound) if said.spoken else ():
            stands_in[word].append(j)
    for i, said in enumerate(old):
        if i in paired or not said.spoken:
            continue
        words = sorted((len(stands_in[word]), word) for word in set(said.sound) if word in stands_in)
        rare = (word for count, word in words[:RAREST] if count <= STANDS_IN_MOST)
        shared = Counter(j for word in rare for j in stands_in[word])
        yield from ((i, j) for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES])


def _size(said: Iterable[Said]) -> int:
    return sum(len(each.sound) for each in said)


def _by_sentence(said: Sequence[Said]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(said):
        found[each.quote.sentence].append(place)
    return found


def same_speaker(old: str | None, new: str | None, tokenizer: Tokenizer) -> bool:
    """Return whether two namings may be one person: unnamed, a pronoun, a name in common, or the same office."""
    if not old or not new or old == new:
        return True
    sides = [tokenizer.words(name) for name in (old, new)]
    if any(not words.sound or words.sound[-1] in PRONOUNS for words in sides):
        return True
    names = [
        {key for at, key in enumerate(words.keys) if words.raw(at)[0].isupper() and not is_small(key)}
        for words in sides
    ]
    return bool(names[0] & names[1]) or sides[0].sound[-1] == sides[1].sound[-1]


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
    if not ANY_MARK.search(text):
        return []
    inside = {match.start() for match in INSIDE_WORD.finditer(text)}
    marks = [match.start() for match in DOUBLE.finditer(text) if match.start() not in inside]
    if not marks:
        return [(start, end) for start, end in _single_spans(text) if " " in text[start:end]]
    if _only_closes(text, marks[0]):
        marks.insert(0, -1)
    if len(marks) % 2:
        marks.append(len(text))
    return [(start + 1, end) for start, end in zip(marks[::2], marks[1::2], strict=True)]


def _single_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between single marks, each with the next one that can close it. Linear."""
    closes = [match.start() for match in SINGLE_CLOSES.finditer(text)]
    at = 0
    for match in SINGLE_OPENS.finditer(text):
        start = match.end()
        next_one = bisect_left(closes, start + 2)
        if start <= at or next_one == len(closes) or closes[next_one] - start > SINGLE_MOST:
            continue
        if "\n" not in text[start : closes[next_one]]:
            yield start, closes[next_one]
            at = closes[next_one] + 1


def _only_closes(text: str, mark: int) -> bool:
    """Return whether the first mark ends a quote that began before the sentence."""
    if text[mark] in "“„«「『":
        return False
    after = text[mark + 1 : mark + 2]
    return mark > 0 and not text[mark - 1].isspace() and text[mark - 1] not in "([-–—:" and not after.isalnum()


def _places(words: Words, span: tuple[int, int]) -> tuple[int, int]:
    """Return the words of a stretch of characters: from the first that begins in it up to the last that ends in it."""
    return bisect_left(words.starts, span[0]), bisect_right(words.ends, span[1])
