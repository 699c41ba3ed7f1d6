"""What two texts share at different places -> a pointer at either place that leads to the other. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.text.article import Role
from articles.text.compare import Change, Comparison
from articles.text.compare.result import Link

NEAR = 1  # rows apart at which one sees the other place beside, as where a paragraph was split


@dataclass(frozen=True, slots=True)
class Twin:
    """A pointer before a sentence: its `id` on the page, the `other` one's, and whether that stands further `down`."""

    id: str
    other: str
    down: bool


Twins = tuple[Mapping[int, Twin], Mapping[int, Twin]]


def twins_of(comparison: Comparison, row_of_old: Mapping[int, int], row_of_new: Mapping[int, int]) -> Twins:
    """Return, for either text, the pointers by the index of the sentence that they stand before.

    `row_of_...` says in which row each paragraph of the text is shown. Sentences that moved together get one pointer,
    before the first.
    """
    old: dict[int, Twin] = {}
    new: dict[int, Twin] = {}
    found = dict(_apart(comparison, row_of_old, row_of_new))
    for one, two in found.items():
        if found.get(one - 1) == two - 1 and _same_paragraphs(comparison, one, two):
            continue
        here, there = f"left-{one}", f"right-{two}"
        row = row_of_old[comparison.old_sentences[one].paragraph]
        other = row_of_new[comparison.new_sentences[two].paragraph]
        old[one] = Twin(here, there, down=other > row)
        new[two] = Twin(there, here, down=row > other)
    return old, new


def _apart(
    comparison: Comparison, row_of_old: Mapping[int, int], row_of_new: Mapping[int, int]
) -> Iterable[tuple[int, int]]:
    """Give the pairs of sentences that are one, at places so far apart that one does not see both."""
    for link in comparison.links:
        if link.rewritten or not _in_bodies(comparison, link):
            continue
        one, two = link.old[0], link.new[0]
        rows = row_of_old[comparison.old_sentences[one].paragraph], row_of_new[comparison.new_sentences[two].paragraph]
        if rows[0] != rows[1] and (Change.MOVED in link.classes or abs(rows[0] - rows[1]) > NEAR):
            yield one, two


def _in_bodies(comparison: Comparison, link: Link) -> bool:
    if not (link.old and link.new):
        return False
    ends = comparison.old_sentences[link.old[0]], comparison.new_sentences[link.new[0]]
    return all(sentence.role == Role.BODY for sentence in ends)


def _same_paragraphs(comparison: Comparison, one: int, two: int) -> bool:
    """Tell whether both sentences go on the paragraphs of those before them."""
    old, new = comparison.old_sentences, comparison.new_sentences
    return old[one - 1].paragraph == old[one].paragraph and new[two - 1].paragraph == new[two].paragraph
