"""A note's passage in one text -> where that passage stands in another text of the same story, or that it is gone.

Selectors are those of the W3C Web Annotation Data Model: TextQuoteSelector (section 4.2.4) and TextPositionSelector
(4.2.5), in code points. Placing is written here because what exists searches for the quote and takes the best match:
Hypothesis' own algorithm puts 13.8% of notes on a passage they are not about without saying so. Here the two texts are
aligned first, and what the alignment does not decide is shown to an editor instead of guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from articles.text.anchor_search import MAX_STAND_INS, Passage, Stretch

State = Literal["placed", "review", "orphan"]

CONTEXT = 32  # code points of prefix and suffix a selector keeps: what Hypothesis and the W3C's examples keep
SURE_SHARE = 0.75  # of a quote's letters must survive to place it unasked
PART_SHARE = 0.5  # of a quote's letters found is worth showing to an editor; below it is another sentence
SHORT_QUOTE = 20  # letters; a shorter quote can stand anywhere by chance, so only its neighbours can vouch for it
SHORT_SUPPORT = 0.5  # share of neighbours' letters that must have stayed beside a short quote in its place
MOVED_SHARE = 0.875  # of a quote's letters must be in another place to put it there unasked
MOVED_SUPPORT = 0.6  # share of neighbours' letters that must have moved along; measured: below, one in six is wrong
DOUBT_SUPPORT = 0.3  # share of neighbours' letters that makes a short quote worth showing to an editor
STAND_IN_SUPPORT = 0.6  # share of neighbours' letters that must have stayed around words that were replaced
STREWN = 0.1  # of a quote's letters further away: it was torn apart, and an editor says which part counts
RIVAL_LEAD = 0.1  # by so much a place elsewhere must be closer to the quote to cast doubt on the one in order


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage: its words, what stands before and after it, and its place [start, end) in code points."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a passage stands in another text. `start` and `end` are None exactly when it is an orphan.

    `why` says in words an editor reads what the state rests on.
    """

    state: State
    start: int | None
    end: int | None
    why: str


def body_text(paragraphs: Iterable[str]) -> str:
    """The one text that notes count in: the paragraphs joined by a line break, one code point each.

    Screens that render a body and scripts that send a selection count the same way.
    """
    return "\n".join(paragraphs)


def describe(text: str, start: int, end: int) -> Selector:
    """The selector of text[start:end], with up to CONTEXT code points on either side.

    Raises ValueError where that is no passage: empty, or outside of the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage at {start} to {end} in a text of {len(text)} code points: select some words")
    return Selector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def place(selector: Selector, old: str, new: str) -> Placement:
    """Where the passage that `selector` describes in `old` stands in `new`.

    placed: it is there, unchanged or with small changes; review: something like it is there, for an editor to confirm;
    orphan: it is not there. Deterministic, never raises, and near linear in the length of both texts.
    """
    start = _standing(selector, old)
    if start is None:
        return _orphan("the quote is not in the text it was made on")
    end = start + len(selector.exact)
    if old == new:
        return Placement("placed", start, end, "the text is the same")
    passage = Passage.between(start, end, old=old, new=new)
    if not passage.letters:
        return _orphan("the quote has no words to look for")
    beside = passage.laid_beside()
    here = passage.in_order(beside)
    others = [stretch for stretch in passage.elsewhere() if not (here and here.overlaps(stretch))]
    found = _decide(here, others, short=passage.letters < SHORT_QUOTE)
    if found:
        state, stretch, why = found
        return Placement(state, *_edges(passage, stretch, start, end), why)
    instead = passage.stand_in(beside)
    if instead and instead.support >= STAND_IN_SUPPORT:
        return Placement("review", *_edges(passage, instead, start, end), "other words stand in its place")
    return _orphan("nothing like it is there")


def _standing(selector: Selector, old: str) -> int | None:
    """Where the quote starts in the text it was made on: where the selector says, else its nearest copy."""
    if not selector.exact:
        return None
    start = max(0, selector.start)
    if old.startswith(selector.exact, start):
        return start
    copies = [at for at in (old.rfind(selector.exact, 0, start), old.find(selector.exact, start)) if at >= 0]
    return min(copies, key=lambda at: abs(at - start), default=None)


_Verdict = tuple[State, Stretch, str]


def _decide(here: Stretch | None, others: list[Stretch], *, short: bool) -> _Verdict | None:
    """What becomes of a quote: its place in order first, then a place it moved to, then what an editor must see."""
    best = others[0] if others else None
    if here and here.share >= SURE_SHARE:
        return _in_order(here, others, short=short)
    if best and best.share >= MOVED_SHARE:
        moved = _moved(best, others[1:], short=short)
        if moved:
            return moved
    partly = [stretch for stretch in (here, best) if stretch and stretch.share >= PART_SHARE]
    likely = [stretch for stretch in partly if not short or stretch is here or stretch.support >= DOUBT_SUPPORT]
    if not likely:
        return None
    top = max(likely, key=lambda stretch: stretch.share)
    return "review", top, f"{top.share:.0%} of it is there"


def _in_order(here: Stretch, others: list[Stretch], *, short: bool) -> _Verdict:
    """A quote most of which stands where the two texts, laid side by side, have it."""
    if here.support < SHORT_SUPPORT and short:
        return "review", here, "it is short, and what stood beside it changed"
    if here.support < SHORT_SUPPORT and others and others[0].share >= here.share:
        return "review", here, "it stands in several places"
    if here.strewn >= STREWN or any(_holds_what_is_missing(other, here) for other in others):
        return "review", here, "it was torn apart: a part of it stands further away"
    if others and others[0].share > here.share + RIVAL_LEAD:
        return "review", here, "another passage is closer to its words"
    return "placed", here, "its words stand in place" if here.share == 1 else f"{here.share:.0%} of it stands in place"


def _holds_what_is_missing(other: Stretch, here: Stretch) -> bool:
    """Whether the start or the end of the quote that `here` lacks stands in `other`."""
    beyond = other.first_kept > here.last_kept or other.last_kept < here.first_kept
    return beyond and other.share >= STREWN and other.support >= DOUBT_SUPPORT


def _moved(best: Stretch, others: list[Stretch], *, short: bool) -> _Verdict | None:
    """A quote that stands elsewhere, or None where that is too weak to say."""
    rivals = [other for other in others if other.share >= best.share and other.support + RIVAL_LEAD > best.support]
    if rivals:
        return ("review", best, "it stands in several places") if not short else None
    if best.support >= MOVED_SUPPORT:
        return "placed", best, "it moved along with what stood beside it"
    if best.share == 1 and not short:
        return "placed", best, "it stands word for word elsewhere"
    return None


def _edges(passage: Passage, stretch: Stretch, start: int, end: int) -> tuple[int, int]:
    """The stretch in code points: words replaced at its edges belong to it, parts of words stay parts."""
    first, last = stretch.first, stretch.last
    missing = stretch.first_kept - passage.first
    if 0 < missing <= MAX_STAND_INS and _same(passage, passage.first - 1, first - missing - 1):
        first -= missing
    missing = passage.last - 1 - stretch.last_kept
    if 0 < missing <= MAX_STAND_INS and _same(passage, passage.last, last + missing):
        last += missing
    new_start, new_end = passage.new[first].start, passage.new[last - 1].end
    old_first, old_last = passage.old[passage.first], passage.old[passage.last - 1]
    if start > old_first.start and _same(passage, passage.first, first):
        new_start += start - old_first.start
    if end < old_last.end and _same(passage, passage.last - 1, last - 1):
        new_end -= old_last.end - end
    return (new_start, new_end) if new_start < new_end else (passage.new[first].start, passage.new[last - 1].end)


def _same(passage: Passage, old: int, new: int) -> bool:
    """Whether there are such words, and they are the same, letter for letter in length."""
    if not (0 <= old < len(passage.old) and 0 <= new < len(passage.new)):
        return False
    ours, theirs = passage.old[old], passage.new[new]
    return ours.key == theirs.key and ours.end - ours.start == theirs.end - theirs.start


def _orphan(why: str) -> Placement:
    return Placement("orphan", None, None, why)
