"""The elements of a cut page -> arrays: what is around each element, without a walk up for each.

Written here because asked of one element at a time this was a third of a page's time. What is gathered upwards is
gathered by doubling: each round joins what the next 1, 2, 4, ... elements upwards have, so that a page of any depth
takes a few rounds.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from articles.text.clean.blocks import Page

Indexes = npt.NDArray[np.int64]

HOLDERS = ("aside", "header", "figure", "ul", "article", "main", "button", "section", "li", "h2", "h3")
_HOLDER = {tag: 1 << at for at, tag in enumerate(HOLDERS)}
_ARTICLE = _HOLDER["article"]


@dataclass(frozen=True, slots=True)
class Outline:
    """Arrays over a page's elements; index 0 stands for the page itself, so that element n is at n + 1.

    `first` and `last` are the range of blocks in each, `up` the nearest element around it that holds more blocks.
    `own`, `near` and `around` are the purposes of its names, with those of the two around it, and of all around it;
    `held` are the HOLDERS that it stands in or is, `depth` how many elements those are in all, `article` the nearest
    <article>.
    """

    first: Indexes
    last: Indexes
    up: Indexes
    own: Indexes
    near: Indexes
    around: Indexes
    held: Indexes
    depth: Indexes
    article: Indexes


def outline_of(page: Page) -> Outline:
    """The elements of a page as arrays."""
    elements = page.elements
    count = len(elements) + 1
    parent = _numbers([0, *[item.parent + 1 for item in elements]])
    first = _numbers([0, *[item.first for item in elements]])
    last = _numbers([len(page.blocks), *[item.last for item in elements]])
    own = _numbers([0, *[item.means for item in elements]])
    held = _numbers([0, *[_HOLDER.get(item.tag, 0) for item in elements]])
    article = np.where(held & _ARTICLE > 0, np.arange(count), 0)
    depth = np.ones(count, dtype=np.int64)
    depth[0] = 0
    around, above = own.copy(), parent
    while above.any():
        around |= around[above]
        held |= held[above]
        depth += depth[above]
        article = np.where(article > 0, article, article[above])
        above = above[above]
    near = own | own[parent] | own[parent[parent]]
    return Outline(first, last, _wider(parent, first, last), own, near, around, held, depth, article)


def _numbers(values: list[int]) -> Indexes:
    return np.fromiter(values, dtype=np.int64, count=len(values))


def _wider(parent: Indexes, first: Indexes, last: Indexes) -> Indexes:
    """For each element the nearest one around it that holds more blocks."""
    up = parent.copy()
    same = (parent > 0) & (first[parent] == first) & (last[parent] == last)
    while same.any():
        at = np.flatnonzero(same)
        above = up[at]
        up[at], same[at] = up[above], same[above]
    return up
