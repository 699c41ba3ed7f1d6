"""The captures of one text -> what the version knows: each field's best reading, and where the captures disagree.

Captures of one text lend each other what they know: one has the byline, another only the body. The rules are stated
here and do not depend on the order in which captures come in:

- any reading beats none, and one that cleaning did not doubt beats a doubted one;
- source, byline, day of publication, section and authors come from one capture, by the rules in
  `articles/text/imprint.py`, and from others only as far as these do not contradict it: a reprint's byline never stands
  under the first paper's name;
- headline: the shorter reading, since what is longer mostly has page furniture on it;
- standfirst and contributors: the longer reading, since what is shorter was mostly cut off;
- captured: the earlier, since then the text was there;
- captions and tags: the longer list.

Readings that differ by more than typography are kept as conflicts for an editor to see.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from articles.text.article import Caption, CleanArticle
from articles.text.group.fold import folded_line
from articles.text.imprint import Imprint, best_imprints, settled, shorter

# Readings of one field that are kept; a hundred reprints need not be listed to show that they disagree.
MOST_READINGS = 8

IMPRINTED = ("source", "byline", "published", "section")
LINES = ("headline", "standfirst", "byline", "source", "section", "contributors", "published")


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What is known of a version beside its text. Absent is "" or ().

    `imprints`: what the captures say of where the text was printed, best first. `conflicts`: field -> its readings,
    sorted.
    """

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    source: str = ""
    section: str = ""
    contributors: str = ""
    published: str = ""
    captured: str = ""
    captions: tuple[Caption, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    doubts: frozenset[str] = frozenset()
    imprints: tuple[Imprint, ...] = ()
    conflicts: dict[str, tuple[str, ...]] = field(default_factory=dict)


def facts_of(article: CleanArticle) -> VersionFacts:
    """Give what one capture knows."""
    facts = VersionFacts(
        headline=article.headline or "",
        standfirst=article.standfirst or "",
        byline=article.byline or "",
        source=article.source or "",
        section=article.section or "",
        contributors=article.contributors or "",
        published=article.published or "",
        captured=article.captured or "",
        captions=article.captions,
        tags=article.tags,
        authors=article.authors,
        doubts=frozenset(article.doubts),
    )
    return replace(facts, imprints=best_imprints([imprint_of(facts)]))


def imprint_of(facts: VersionFacts) -> Imprint:
    """Give what facts say of where the text was printed, as one imprint."""
    lines = {name: getattr(facts, name) for name in IMPRINTED}
    return Imprint(**lines, authors=facts.authors, doubts=facts.doubts & {name for name in lines if lines[name]})


def _longer(reading: str) -> tuple[int, str]:
    return -len(reading), reading


_BEST: dict[str, Callable[[str], object]] = {
    "headline": shorter,
    "standfirst": _longer,
    "contributors": _longer,
    "captured": str,  # the earliest
}


def _better(name: str, a: VersionFacts, b: VersionFacts) -> str:
    """Give the better of two readings of a line."""
    readings = [(name in facts.doubts, getattr(facts, name)) for facts in (a, b) if getattr(facts, name)]
    if not readings:
        return ""
    return str(min(readings, key=lambda reading: (reading[0], _BEST[name](reading[1])))[1])


def _agree(name: str, readings: Iterable[str]) -> bool:
    """Tell whether readings differ in typography alone; days agree when one is the other, less exact."""
    if name == "published":
        ordered = sorted(readings, key=len)
        return all(longer.startswith(ordered[0]) for longer in ordered)
    return len({folded_line(reading) for reading in readings}) <= 1


def _conflicts(a: VersionFacts, b: VersionFacts, imprints: Sequence[Imprint]) -> dict[str, tuple[str, ...]]:
    """Give every field on which captures disagree, with its readings."""
    conflicts = {}
    for name in LINES:
        own = {getattr(facts, name) for facts in (a, b)} | {getattr(each, name, "") for each in imprints}
        readings = own.union(a.conflicts.get(name, ()), b.conflicts.get(name, ())) - {""}
        if len(readings) > 1 and not _agree(name, readings):
            conflicts[name] = tuple(sorted(readings)[:MOST_READINGS])
    return conflicts


def _doubtful(name: str, a: VersionFacts, b: VersionFacts) -> bool:
    """Tell whether every reading of a field is doubted."""
    return all(name in facts.doubts for facts in (a, b) if getattr(facts, name, "") or name in facts.doubts)


def lent(a: VersionFacts, b: VersionFacts) -> VersionFacts:
    """Give what two captures (or two sets of captures) of one text know together. Symmetric."""
    imprints = best_imprints(each for facts in (a, b) for each in facts.imprints or (imprint_of(facts),))
    imprint = settled(imprints)
    doubts = {name for name in a.doubts | b.doubts if _doubtful(name, a, b)}
    return VersionFacts(
        headline=_better("headline", a, b),
        standfirst=_better("standfirst", a, b),
        byline=imprint.byline,
        source=imprint.source,
        section=imprint.section,
        contributors=_better("contributors", a, b),
        published=imprint.published,
        captured=_better("captured", a, b),
        captions=max(a.captions, b.captions, key=lambda captions: (len(captions), repr(captions))),
        tags=max(a.tags, b.tags, key=lambda tags: (len(tags), tags)),
        authors=imprint.authors,
        doubts=frozenset(doubts.difference(IMPRINTED) | imprint.doubts),
        imprints=imprints,
        conflicts=_conflicts(a, b, imprints),
    )
