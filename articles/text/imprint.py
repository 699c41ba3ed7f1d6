"""The imprints of one text's captures -> the one it is shown under: which paper, whose name, what day.

Written here because these belong together: taken field by field, a reprint's byline would stand under the first paper's
name. The rules do not depend on the order in which captures come in.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from articles.text.group.fold import folded_line
from articles.text.source_name import source_key

# Imprints of one text that are kept, the best: a hundredth reprint is neither the first nor fuller than all others.
MOST_IMPRINTS = 8
NEVER = "9999"  # sorts after every day: an imprint without one

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What one capture says of where its text was printed. Absent is "" or (). `doubts`: its doubtful fields."""

    source: str = ""
    byline: str = ""
    published: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    doubts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.source or self.byline or self.published or self.section or self.authors)


def shorter(reading: str) -> tuple[int, str]:
    """Sort the shorter first: what is longer mostly has page furniture on it."""
    return len(reading), reading


def exact_and_early(stamp: str) -> tuple[str, int, str]:
    """Sort by day, then the more exact, then the earlier."""
    return stamp[:10], -len(stamp), stamp


_LINES: dict[str, Callable[[str], object]] = {
    "source": shorter,
    "byline": shorter,
    "published": exact_and_early,
    "section": shorter,
}


def _same_people(one: str, other: str) -> bool:
    """Tell whether two bylines name the same people, one maybe with page furniture on it."""
    first, second = ({*_WORD.findall(folded_line(byline))} for byline in (one, other))
    return first <= second or second <= first


def contradicts(one: Imprint, other: Imprint) -> bool:
    """Tell whether two imprints cannot both be right: another paper, other people, or another day.

    One paper stamps a page anew, so that its days do not contradict one another.
    """
    same_paper = bool(one.source and source_key(one.source) == source_key(other.source))
    if one.source and other.source and not same_paper:
        return True
    if one.byline and other.byline and not _same_people(one.byline, other.byline):
        return True
    return bool(one.published and other.published and one.published[:10] != other.published[:10] and not same_paper)


def _rank(imprint: Imprint) -> tuple[object, ...]:
    """Sort the better first: one that says who, the less doubtful, the earlier day, the fuller, the more exact."""
    known = [name for name in ("source", "byline", "published") if getattr(imprint, name)]
    stamp = imprint.published
    return (
        not (imprint.source or imprint.byline),
        sum(name in imprint.doubts for name in known),
        stamp[:10] or NEVER,
        -len(known),
        exact_and_early(stamp),
        shorter(imprint.byline),
        shorter(imprint.source),
        imprint.section,
        imprint.authors,
        sorted(imprint.doubts),
    )


def best_imprints(imprints: Iterable[Imprint]) -> tuple[Imprint, ...]:
    """Give the distinct ones that say anything, best first; at most MOST_IMPRINTS."""
    return tuple(sorted({imprint for imprint in imprints if imprint}, key=_rank)[:MOST_IMPRINTS])


def _filled(imprint: Imprint, other: Imprint) -> Imprint:
    """Give an imprint with the better reading of each field from one that does not contradict it."""
    lines, doubts = {}, set()
    for name, order in _LINES.items():
        readings = [(name in each.doubts, getattr(each, name)) for each in (imprint, other) if getattr(each, name)]
        if readings:
            doubted, lines[name] = min(readings, key=lambda reading: (reading[0], order(reading[1])))
            doubts |= {name} if doubted else set()
    authors = max(imprint.authors, other.authors, key=lambda authors: (len(authors), authors))
    return replace(imprint, **lines, authors=authors, doubts=frozenset(doubts))


def settled(imprints: Iterable[Imprint]) -> Imprint:
    """Give the best imprint, with what it lacks from those, in order, that do not contradict what is known by then.

    An imprint that contradicts it lends nothing at all.
    """
    known = Imprint()
    for imprint in best_imprints(imprints):
        if not contradicts(known, imprint):
            known = _filled(known, imprint)
    return known
