"""Turns changed words into hunks of characters: outside them the two sentences read the same, to the character."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.text.compare.classes import Stretch, besides, classify, looks, of_marks, stretch
from articles.text.compare.names import Names
from articles.text.compare.quotes import Said
from articles.text.compare.result import DIMMED, Change, Hunk, Piece
from articles.text.compare.tokens import Words
from articles.text.compare.words import Changed, changed_words

WHOLE = frozenset({Change.QUOTE, Change.TYPOGRAPHIC})
"""What a change of all the words of a sentence may be called, besides wording."""

NOTHING: frozenset[Change] = frozenset()
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence with its words and its quotes."""

    index: int
    words: Words
    quotes: tuple[Said, ...] = ()

    def inside_quote(self, first: int, last: int) -> bool:
        """Return whether the words `first` to `last` are some, and all stand inside one quote."""
        if not self.quotes or first >= last:
            return False
        place = bisect_right(self.quotes, first, key=lambda said: said.first) - 1
        return place >= 0 and last <= self.quotes[place].last


class Pairing(NamedTuple):
    """What is compared: the words `old_first` to `old_last` of one sentence with `new_first` to `new_last` of another.

    `said` are the quotes that both have, in pairs that keep their order.
    """

    old: Side
    new: Side
    old_span: tuple[int, int]
    new_span: tuple[int, int]
    said: tuple[tuple[Said, Said], ...] = ()

    @property
    def partial(self) -> bool:
        """True where it is a part of a split or a merger."""
        return (*self.old_span, *self.new_span) != (0, len(self.old.words.keys), 0, len(self.new.words.keys))


class Drawn(NamedTuple):
    """A piece with its hunks and their classes; `kept` and `total` count the words that stayed and all, both sides."""

    piece: Piece
    hunks: tuple[Hunk, ...]
    classes: frozenset[Change]
    kept: int
    total: int
    coarse: bool


class _Region(NamedTuple):
    """A stretch compared for itself: a quote, or the words around quotes."""

    old: tuple[int, int]
    new: tuple[int, int]
    is_quote: bool


@dataclass(slots=True)
class _Raw:
    """A hunk by characters while it grows. `changed` are its words, None where only the printing differs."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    look: Change = Change.TYPOGRAPHIC
    changed: Changed | None = None
    is_quote: bool = False


def whole_hunk(drawn: Drawn) -> Hunk:
    """Return one hunk over the whole piece, for words that are shown whole."""
    piece = drawn.piece
    [change] = drawn.classes if len(drawn.classes) == 1 and drawn.classes <= WHOLE else [Change.WORDING]
    return Hunk(
        piece.old_sentence, piece.old_start, piece.old_end, piece.new_sentence, piece.new_start, piece.new_end, change
    )


def draw_whole(pairing: Pairing, change: Change) -> Drawn:
    """Return the piece with all its words replaced, unread: what is left to do where there are too many to read."""
    drawn = Drawn(_piece(pairing), (), frozenset({change}), 0, 1, coarse=True)
    return drawn._replace(hunks=(whole_hunk(drawn),))


def draw(pairing: Pairing, names: Names) -> Drawn:
    """Return the hunks of two stretches of sentence. Linear in their length but for the words' own comparison."""
    old, new = pairing.old.words, pairing.new.words
    piece = _piece(pairing)
    total = old.spoken(*pairing.old_span) + new.spoken(*pairing.new_span)
    if old.text[piece.old_start : piece.old_end] == new.text[piece.new_start : piece.new_end]:
        return Drawn(piece, (), frozenset(), total, total, coarse=False)
    blocks: list[tuple[Changed, bool]] = []
    coarse = False
    for region in _regions(pairing):
        changes = changed_words(old.keys[slice(*region.old)], new.keys[slice(*region.new)])
        coarse |= changes.coarse
        blocks += [(_placed(block, region), region.is_quote) for block in changes.blocks]
    raw = _grow(pairing, piece, blocks)
    drawn = [_class(hunk, pairing, names) for hunk in raw]
    hunks = tuple(_hunk(hunk, pairing, change) for hunk, (change, _) in zip(raw, drawn, strict=True))
    gone = sum(old.spoken(b.old_start, b.old_end) + new.spoken(b.new_start, b.new_end) for b, _ in blocks)
    classes = frozenset(change for change, _ in drawn).union(*(more for _, more in drawn))
    return Drawn(piece, hunks, classes, total - gone, total, coarse)


def _piece(pairing: Pairing) -> Piece:
    old = _characters(pairing.old.words, pairing.old_span)
    return Piece(pairing.old.index, *old, pairing.new.index, *_characters(pairing.new.words, pairing.new_span))


def _characters(words: Words, span: tuple[int, int]) -> tuple[int, int]:
    """Return the characters of a stretch of words, with the white space before it; at the ends all there is."""
    start = words.ends[span[0] - 1] if span[0] else 0
    end = words.ends[span[1] - 1] if span[1] < len(words.keys) else len(words.text)
    return start, end


def _regions(pairing: Pairing) -> Iterator[_Region]:
    """Yield the frame before each quote that both have, the quote, and the frame after the last."""
    at_old, at_new = pairing.old_span[0], pairing.new_span[0]
    for old, new in pairing.said:
        yield _Region((at_old, old.first), (at_new, new.first), is_quote=False)
        yield _Region((old.first, old.last), (new.first, new.last), is_quote=True)
        at_old, at_new = old.last, new.last
    yield _Region((at_old, pairing.old_span[1]), (at_new, pairing.new_span[1]), is_quote=False)


def _placed(block: Changed, region: _Region) -> Changed:
    old, new = region.old[0], region.new[0]
    return Changed(block.old_start + old, block.old_end + old, block.new_start + new, block.new_end + new)


def _grow(pairing: Pairing, piece: Piece, blocks: Sequence[tuple[Changed, bool]]) -> list[_Raw]:
    """Return the hunks by characters: the blocks, and every difference of printing between them."""
    pen = _Pen(pairing.old.words, pairing.new.words, piece)
    at_old, at_new = pairing.old_span[0], pairing.new_span[0]
    for block, is_quote in blocks:
        pen.pass_same(at_old, at_new, block.old_start - at_old)
        pen.strike(block, is_quote=is_quote)
        at_old, at_new = block.old_end, block.new_end
    pen.pass_same(at_old, at_new, pairing.old_span[1] - at_old)
    pen.pass_gap(piece.old_end, piece.new_end)
    return pen.hunks


class _Pen:
    """Goes through both stretches at once and notes where they differ."""

    def __init__(self, old: Words, new: Words, piece: Piece) -> None:
        self.old, self.new = old, new
        self.at_old, self.at_new = piece.old_start, piece.new_start
        self.hunks: list[_Raw] = []

    def pass_same(self, old: int, new: int, count: int) -> None:
        """Pass `count` words whose keys are equal; note white space and printing that differ."""
        if not count:
            return
        end_old, end_new = self.old.ends[old + count - 1], self.new.ends[new + count - 1]
        if self.old.text[self.at_old : end_old] == self.new.text[self.at_new : end_new]:
            self.at_old, self.at_new = end_old, end_new
            return
        for step in range(count):
            i, j = old + step, new + step
            self.pass_gap(self.old.starts[i], self.new.starts[j])
            if self.old.raw(i) != self.new.raw(j):
                look = looks(self.old.raw(i), self.new.raw(j))
                self._note(self.old.ends[i], self.new.ends[j], look)
            self.at_old, self.at_new = self.old.ends[i], self.new.ends[j]

    def pass_gap(self, old: int, new: int) -> None:
        """Pass the white space up to the next word."""
        if self.old.text[self.at_old : old] != self.new.text[self.at_new : new]:
            self._note(old, new, Change.TYPOGRAPHIC)
        self.at_old, self.at_new = old, new

    def strike(self, block: Changed, *, is_quote: bool) -> None:
        """Note words that changed, without the white space that both have before them."""
        old = self.old.ends[block.old_end - 1] if block.old_end > block.old_start else self.at_old
        new = self.new.ends[block.new_end - 1] if block.new_end > block.new_start else self.at_new
        if block.old_end > block.old_start and block.new_end > block.new_start:
            while self.at_old < old and self.at_new < new and self._same_space():
                self.at_old += 1
                self.at_new += 1
        self.hunks.append(_Raw(self.at_old, old, self.at_new, new, Change.WORDING, block, is_quote))
        self.at_old, self.at_new = old, new

    def _same_space(self) -> bool:
        letter = self.old.text[self.at_old]
        return letter.isspace() and letter == self.new.text[self.at_new]

    def _note(self, old: int, new: int, look: Change) -> None:
        """Note a difference of printing up to here; beside another hunk it becomes part of that."""
        last = self.hunks[-1] if self.hunks else None
        if last and (last.old_end, last.new_end) == (self.at_old, self.at_new):
            last.old_end, last.new_end = old, new
            if last.changed is None and look is Change.CASE:
                last.look = look
        else:
            self.hunks.append(_Raw(self.at_old, old, self.at_new, new, look))


def _class(raw: _Raw, pairing: Pairing, names: Names) -> tuple[Change, frozenset[Change]]:
    """Return what a hunk is called, and what its link is called besides."""
    block = raw.changed
    if block is None:
        return raw.look, NOTHING
    if not _hears(pairing, block):
        old_keys, new_keys = pairing.old.words.keys, pairing.new.words.keys
        return of_marks(old_keys[block.old_start : block.old_end], new_keys[block.new_start : block.new_end]), NOTHING
    old, new = _stretches(block, pairing)
    inside = [
        pairing.old.inside_quote(block.old_start, block.old_end) or not old.sound,
        pairing.new.inside_quote(block.new_start, block.new_end) or not new.sound,
    ]
    framed = _framed(pairing)
    speakers = frozenset(key for pair in pairing.said for said in pair for key in said.people) if framed else NOBODY
    change = classify(old, new, names, quoted=raw.is_quote or all(inside), framed=framed, speakers=speakers)
    return change, NOTHING if change in DIMMED else besides(change, old, new, names, framed=framed)


def _framed(pairing: Pairing) -> bool | None:
    """Return whether what is no quote frames one in both versions, paired or put for another; None for parts."""
    if any(a.framed or b.framed for a, b in pairing.said):
        return True
    if pairing.partial:
        return None
    return all(any(said.framed for said in side.quotes) for side in (pairing.old, pairing.new))


def _hears(pairing: Pairing, block: Changed) -> bool:
    """Return whether a word or a number changed, and not marks alone."""
    return any(pairing.old.words.heard[block.old_start : block.old_end]) or any(
        pairing.new.words.heard[block.new_start : block.new_end]
    )


def _stretches(block: Changed, pairing: Pairing) -> tuple[Stretch, Stretch]:
    return (
        stretch(pairing.old.words, block.old_start, block.old_end),
        stretch(pairing.new.words, block.new_start, block.new_end),
    )


def _hunk(raw: _Raw, pairing: Pairing, change: Change) -> Hunk:
    return Hunk(pairing.old.index, raw.old_start, raw.old_end, pairing.new.index, raw.new_start, raw.new_end, change)
