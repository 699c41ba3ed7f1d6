"""A comparison -> the rows a screen shows, in the order of the new text, removals where they stood.

Pure: nothing here asks the database. A row is a stretch of one or more links within one paragraph: sentences added
together are one addition, as an editor would draw it; a link whose new sentences stand apart makes a row at each place.
"""

from dataclasses import dataclass, replace

from articles.text.article import Role
from articles.text.compare import DIMMED, Change, Comparison, Link, Sentence

# As article_sentences lays an article out; a removal finds its place by it where nothing of its role is left.
READING_ORDER = (
    Role.HEADLINE,
    Role.STANDFIRST,
    Role.BYLINE,
    Role.DATE,
    Role.CAPTION,
    Role.BODY,
    Role.CONTRIBUTORS,
    Role.TAGS,
    Role.SOURCE,
    Role.REMOVED,
)
WHOLE = frozenset({Change.ADDED, Change.REMOVED, Change.RESTORED})
"""Sentences of these classes, and unchanged ones, read on into each other within a paragraph."""
LONGEST_KEPT = 900  # code points (some 150 words): kept text beyond it is another row, which can be folded


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one row shows: the links' indexes, the old and the new sentences. `first` is the link's main place.

    A stretch without new sentences is a removal, or (`stub`) the place that a passage moved away from. `again` are old
    sentences that it comes from too and that an earlier row shows: each old sentence is read once.
    """

    links: tuple[int, ...]
    old: tuple[int, ...]
    new: tuple[int, ...]
    first: bool = True
    stub: bool = False
    again: tuple[int, ...] = ()


def stretches(comparison: Comparison) -> tuple[Stretch, ...]:
    """Return every sentence of both versions in rows: the new text's order, removals after what stood before them."""
    placed = [*_new_places(comparison), *_old_places(comparison)]
    ordered = [stretch for _, stretch in sorted(placed, key=lambda pair: pair[0])]
    return _joined(comparison, _each_old_once(_without_idle_stubs(ordered)))


def _without_idle_stubs(ordered: list[Stretch]) -> list[Stretch]:
    """Drop a stub that stands right before the very row it points to."""
    following = [*ordered[1:], Stretch((), (), ())]
    return [
        stretch
        for stretch, after in zip(ordered, following, strict=True)
        if not (stretch.stub and stretch.links == after.links)
    ]


def _each_old_once(ordered: list[Stretch]) -> list[Stretch]:
    seen: set[int] = set()
    once: list[Stretch] = []
    for stretch in ordered:
        if stretch.stub:
            once.append(stretch)
            continue
        again = tuple(index for index in stretch.old if index in seen)
        once.append(replace(stretch, old=tuple(index for index in stretch.old if index not in seen), again=again))
        seen.update(stretch.old)
    return once


def _new_places(comparison: Comparison) -> list[tuple[tuple[int, ...], Stretch]]:
    places: list[tuple[tuple[int, ...], Stretch]] = []
    for index, link in enumerate(comparison.links):
        for number, run in enumerate(_neighbours(comparison, link.new)):
            role = comparison.new_sentences[run[0]].role
            key = (READING_ORDER.index(role), run[0], 0, 0)
            places.append((key, Stretch((index,), link.old if number == 0 else (), run, first=number == 0)))
    return places


def _neighbours(comparison: Comparison, new: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Cut a link's new sentences where they stand apart or a paragraph ends."""
    runs: list[list[int]] = []
    for index in new:
        before = runs[-1][-1] if runs else -2
        if index == before + 1 and _same_paragraph(comparison.new_sentences, before, index):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [tuple(run) for run in runs]


def _old_places(comparison: Comparison) -> list[tuple[tuple[int, ...], Stretch]]:
    """Place removals, and the stubs of what moved away, after the sentence that stood before them."""
    by_old = _links_by_old(comparison)
    after: dict[Role, int] = {}
    places: list[tuple[tuple[int, ...], Stretch]] = []
    for old, sentence in enumerate(comparison.old_sentences):
        link = by_old.get(old)
        if link is None:
            continue
        index, found = link
        leaves = not found.new or (Change.MOVED in found.classes and old == found.old[0])
        if leaves:
            key = (READING_ORDER.index(sentence.role), after.get(sentence.role, -1), 1, old)
            places.append((key, Stretch((index,), (old,), (), first=not found.new, stub=bool(found.new))))
        elif Change.MOVED not in found.classes and comparison.new_sentences[found.new[0]].role == sentence.role:
            after[sentence.role] = found.new[0]
    return places


def _links_by_old(comparison: Comparison) -> dict[int, tuple[int, Link]]:
    """Return the first link of each old sentence."""
    found: dict[int, tuple[int, Link]] = {}
    for index, link in enumerate(comparison.links):
        for old in link.old:
            found.setdefault(old, (index, link))
    return found


def _joined(comparison: Comparison, ordered: list[Stretch]) -> tuple[Stretch, ...]:
    """Join neighbours that read as one: kept, added or removed alike within one paragraph of either side."""
    joined: list[Stretch] = []
    for stretch in ordered:
        if joined and _reads_on(comparison, joined[-1], stretch):
            before = joined[-1]
            joined[-1] = Stretch(before.links + stretch.links, before.old + stretch.old, before.new + stretch.new)
        else:
            joined.append(stretch)
    return tuple(joined)


def _reads_on(comparison: Comparison, before: Stretch, stretch: Stretch) -> bool:
    if before.stub or stretch.stub or before.again or stretch.again or not (before.first and stretch.first):
        return False
    kinds = comparison.links[before.links[-1]].classes, comparison.links[stretch.links[0]].classes
    alike = kinds[0] == kinds[1] and kinds[0] <= WHOLE
    if not kinds[0] and sum(len(comparison.new_sentences[index].text) for index in before.new) > LONGEST_KEPT:
        return False
    if not alike or bool(before.old) != bool(stretch.old) or bool(before.new) != bool(stretch.new):
        return False
    sides = ((comparison.old_sentences, before.old, stretch.old), (comparison.new_sentences, before.new, stretch.new))
    return all(
        not indexes or (later[0] == indexes[-1] + 1 and _one_paragraph(sentences, indexes[-1], later[0]))
        for sentences, indexes, later in sides
    )


def _same_paragraph(sentences: tuple[Sentence, ...], first: int, second: int) -> bool:
    return (sentences[first].role, sentences[first].paragraph) == (sentences[second].role, sentences[second].paragraph)


def _one_paragraph(sentences: tuple[Sentence, ...], first: int, second: int) -> bool:
    """Return whether two sentences are read as one paragraph: all tags are."""
    tags = sentences[first].role == sentences[second].role == Role.TAGS
    return tags or _same_paragraph(sentences, first, second)


def classes_of(comparison: Comparison, stretch: Stretch) -> frozenset[Change]:
    """Return all that happened to the stretch's sentences."""
    return frozenset().union(*(comparison.links[index].classes for index in stretch.links))


def is_quiet(classes: frozenset[Change]) -> bool:
    """Return whether nothing happened that a reader would hear."""
    return classes <= DIMMED
