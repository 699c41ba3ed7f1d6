"""The elements of a cut page -> arrays: what is around each element, without a walk up for each.

Written here because asked of one element at a time this was a third of a page's time. Elements are in document order,
so what is around one is known before it: one compiled pass gathers everything.
"""

from typing import NamedTuple

import numpy as np

from articles.text.clean.columns import TAGS, Columns, Indexes
from articles.text.clean.compiled import compiled

HOLDERS = ("aside", "header", "figure", "ul", "article", "main", "button", "section", "li", "h2", "h3")
HELD = np.array([1 << HOLDERS.index(tag) if tag in HOLDERS else 0 for tag in TAGS])  # of a tag, its bit
ARTICLE = TAGS.index("article")


class Outline(NamedTuple):
    """Arrays over a page's elements, counted as in its columns.

    `up` is the nearest element around it that holds more blocks. `near` and `around` are the purposes of its names with
    those of the two around it, and of all around it; `held` are the HOLDERS that it stands in or is, as bits, `depth`
    how many elements those are in all, `article` the nearest <article>, 0 for none.
    """

    up: Indexes
    near: Indexes
    around: Indexes
    held: Indexes
    depth: Indexes
    article: Indexes


@compiled
def outline_of(columns: Columns) -> Outline:
    """What is around each element of a page; an element's parent stands before it."""
    tag, parent, first, last, means = columns.tag, columns.parent, columns.first, columns.last, columns.means
    up, near, around, held, depth, article = np.zeros((6, len(tag)), dtype=np.int64)
    for at in range(1, len(tag)):
        above = parent[at]
        same = above > 0 and first[above] == first[at] and last[above] == last[at]
        up[at] = up[above] if same else above
        near[at] = means[at] | means[above] | means[parent[above]]
        around[at] = around[above] | means[at]
        held[at] = held[above] | HELD[tag[at]]
        depth[at] = depth[above] + 1
        article[at] = at if tag[at] == ARTICLE else article[above]
    return Outline(up, near, around, held, depth, article)
