"""Newsroom edits with known answers: a text and a seed -> a revised text, and where each passage went in it.

Every letter of the old text is followed through the edits, so what the right place of a passage is needs no judgement.
"""

import random
import re
from dataclasses import dataclass, field

_PIECES = re.compile(r"\w+|\W+")
_SENTENCES = re.compile(r"[^.!?\n]+(?:[.!?]+[\"”’']?|(?=\n)|$)\s*")
QUOTE_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 30)  # words: from a name to two sentences
GONE_BELOW = 0.5  # of a passage's letters kept: below it no place is right
TORN_ABOVE = 3  # times its length, and TORN_SLACK: a passage pulled apart so far has no single right place
TORN_SLACK = 40


@dataclass(frozen=True)
class Case:
    """A passage old[start:end] and its places in `new`: none where it was taken away, two where it was repeated."""

    old: str
    new: str
    start: int
    end: int
    answers: tuple[tuple[int, int], ...]
    words: int


@dataclass
class _Draft:
    """The revised text as it grows, where each letter of the old text went in it, and where pull quotes repeat it."""

    text: str = ""
    went: dict[int, int] = field(default_factory=dict)
    pulled: dict[int, int] = field(default_factory=dict)

    def keep(self, piece: str, old_at: int) -> None:
        for offset in range(len(piece)):
            self.went[old_at + offset] = len(self.text) + offset
        self.text += piece

    def pull(self, piece: str, old_at: int) -> None:
        for offset in range(len(piece)):
            self.pulled[old_at + offset] = len(self.text) + offset
        self.text += piece

    def write(self, piece: str) -> None:
        self.text += piece


def cases(texts: list[str], *, seed: int, rounds: int, passages: int = 4) -> list[Case]:
    """`rounds` revisions of the texts in turn, and up to `passages` passages of each."""
    rng = random.Random(seed)  # noqa: S311 (edits to measure with, no secret)
    vocabulary = [word for text in texts for word in re.findall(r"[^\W\d_]{3,}", text)]
    made: list[Case] = []
    for at in range(rounds):
        text = texts[at % len(texts)]
        strangers = _SENTENCES.findall(texts[(at + rng.randrange(1, len(texts))) % len(texts)])
        draft = _revise(rng, text, strangers, vocabulary)
        made.extend(filter(None, (_ask(rng, text, draft) for _ in range(passages))))
    return made


def _revise(rng: random.Random, text: str, strangers: list[str], vocabulary: list[str]) -> _Draft:
    sentences = [(match.start(), match.group()) for match in _SENTENCES.finditer(text)]
    kept = [sentence for sentence in sentences if rng.random() >= 0.15]
    moved = [sentence for sentence in kept if rng.random() < 0.10]
    order = [sentence for sentence in kept if sentence not in moved]
    for placed in moved:
        order.insert(rng.randrange(len(order) + 1), placed)
    heavy = rng.random() < 0.5
    draft = _Draft()
    for at, sentence in order:
        _write_around(rng, draft, (at, sentence), strangers, vocabulary)
        rate = 0.15 if heavy and rng.random() < 0.4 else 0.04 if rng.random() < 0.6 else 0.0
        _write_edited(rng, draft, at, sentence, rate, vocabulary)
    return draft


def _write_around(
    rng: random.Random, draft: _Draft, place: tuple[int, str], strangers: list[str], vocabulary: list[str]
) -> None:
    """What comes before a sentence now and then: another story's sentence, a look-alike, a pull quote."""
    at, sentence = place
    if rng.random() < 0.25:
        draft.write(rng.choice(strangers).strip() + " ")
    chance = rng.random()
    if chance < 0.06:
        alike = re.sub(
            r"\w{3,}", lambda word: word.group() if rng.random() < 0.65 else rng.choice(vocabulary), sentence
        )
        draft.write(alike.strip() + " ")
    elif chance < 0.08:
        draft.pull(sentence.rstrip(), at)
        draft.write("\n")


def _write_edited(
    rng: random.Random, draft: _Draft, at: int, sentence: str, rate: float, vocabulary: list[str]
) -> None:
    for match in _PIECES.finditer(sentence):
        piece = match.group()
        place = at + match.start()
        if not piece.isalnum():
            draft.keep(_marks(rng, piece), place)
        elif rng.random() >= rate:
            draft.keep(piece, place)
        else:
            _write_changed(rng, draft, piece, place, rng.choice(vocabulary))


def _write_changed(rng: random.Random, draft: _Draft, word: str, place: int, other: str) -> None:
    """A word replaced, dropped, with another put before it, or in other case."""
    chance = rng.random()
    if chance < 0.4:
        draft.write(other)
    elif chance >= 0.65:
        if chance < 0.85:
            draft.write(other + " ")
        draft.keep(word if chance < 0.85 else word.capitalize() if chance < 0.92 else word.upper(), place)


def _marks(rng: random.Random, piece: str) -> str:
    """Marks and spaces as another hand would set them; never longer or shorter."""
    if rng.random() < 0.9:
        return piece
    return piece.translate(str.maketrans("\"'“”’-\n", '”’""\'– '))


def _ask(rng: random.Random, text: str, draft: _Draft) -> Case | None:
    """A random passage and its answer, or None where no single answer is right."""
    spans = [match.span() for match in re.finditer(r"\w+(?:[.,]\d+)?", text)]
    length = rng.choice(QUOTE_LENGTHS)
    if len(spans) <= length + 2:
        return None
    first = rng.randrange(len(spans) - length)
    chosen = spans[first : first + length]
    start, end = chosen[0][0], chosen[-1][1]
    letters = [at for low, high in chosen for at in range(low, high)]
    answers = [_answer(letters, where) for where in (draft.went, draft.pulled)]
    if any(answer and answer[1] - answer[0] > TORN_ABOVE * (end - start) + TORN_SLACK for answer in answers):
        return None
    return Case(text, draft.text, start, end, tuple(answer for answer in answers if answer), length)


def _answer(letters: list[int], where: dict[int, int]) -> tuple[int, int] | None:
    """The place that enough of the letters went to, or None where they are gone."""
    kept = [where[at] for at in letters if at in where]
    return (min(kept), max(kept) + 1) if len(kept) >= GONE_BELOW * len(letters) else None


def overlap(found: tuple[int, int], right: tuple[int, int]) -> float:
    """Intersection over union of two places, 0 to 1."""
    both = max(0, min(found[1], right[1]) - max(found[0], right[0]))
    return both / (max(found[1], right[1]) - min(found[0], right[0]))
