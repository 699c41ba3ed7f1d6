"""What compiled passes tell of blocks by their place is what a walk over the page's objects tells."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.cutting import cut_page
from articles.text.clean.marking import AROUND_AT, DEPTH_AT, HELD_AT, KINDS, NEAR_AT, marks_of
from articles.text.clean.outline import HOLDERS, outline_of
from articles.text.clean.placing import ALIKE_AT, HELD, LEVELS, MAINS_AT, distances_of, firsts, masses_of
from articles.text.clean.purposes import BITS, purposes
from tests.text.clean.page_columns import columns_of

PIECES = st.sampled_from([
    "<div class='article body'>", "</div>", "<article>", "</article>", "<section id=related>", "</section>", "<ul><li>",
    "</ul>", "<p>", "<p class=lead>", "</p>", "<h1>", "</h1>", "<b class=byline>By Ann", "</b>", "The ferry sails. ",
    "More", "<aside>", "</aside>",
])  # fmt: skip
pages = st.lists(PIECES, max_size=40).map(lambda pieces: cut_page("".join(pieces) + "<p>End"))


def around(page, at):
    """The elements around a block, the innermost first."""
    found, element = [], page.blocks[at].element
    while element >= 0:
        found.append(page.elements[element])
        element = found[-1].parent
    return found


def containers(page, at):
    """The ranges of blocks in the element around a block, and in those around it that hold more and more."""
    found = []
    for item in around(page, at):
        if (item.first, item.last) not in found:
            found.append((item.first, item.last))
    return found + [(0, len(page.blocks))] * 8


def prose_of(page):
    return np.array([len(block.text) if len(block.text) > 5 else 0.0 for block in page.blocks])


def every(page):
    """All of its blocks."""
    return np.arange(len(page.blocks))


def shares(page, prose, first, last):
    """What is told of a container."""
    size = sum(len(block.text) for block in page.blocks[first:last])
    mass = prose[first:last].sum()
    return [mass / max(1, prose.sum()), mass / size, 0.25, np.log1p(last - first)]


def look(page, block):
    item = page.elements[block.element]
    return item.tag, item.words, page.elements[item.parent].words if item.parent >= 0 else ""


@given(st.lists(st.one_of(st.integers(-(2**63), 2**63 - 1), st.integers(-3, 3))))
def test_firsts_are_the_places_of_the_first_that_is_the_same(keys):
    assert firsts(np.array(keys, dtype=np.int64)).tolist() == [keys.index(key) for key in keys]


@given(pages)
def test_marks_are_those_of_the_elements_around_a_block(page):
    columns = columns_of(page)
    for at, row in enumerate(marks_of(columns, outline_of(columns), every(page))):
        items = around(page, at)
        names = [purposes(item.words) for item in items]
        near = purposes(page.blocks[at].inline)
        for name in names[:3]:
            near |= name
        assert [KINDS[kind] for kind in np.flatnonzero(row[:HELD_AT])] == [t for t in KINDS if t == items[0].tag]
        assert {HOLDERS[bit] for bit in np.flatnonzero(row[HELD_AT:NEAR_AT])} == {i.tag for i in items} & set(HOLDERS)
        assert np.flatnonzero(row[NEAR_AT:AROUND_AT]).tolist() == [bit for bit in range(BITS) if near >> bit & 1]
        assert np.flatnonzero(row[AROUND_AT:DEPTH_AT]).tolist() == [
            bit for bit in range(BITS) if any(name >> bit & 1 for name in names)
        ]
        assert row[DEPTH_AT] == len(items)


@given(pages)
def test_masses_are_the_shares_of_the_containers_around_a_block_and_of_blocks_alike(page):
    prose, columns = prose_of(page), columns_of(page)
    rows = masses_of(columns, outline_of(columns), prose, np.full(len(prose), 0.25), every(page))
    looks, texts = [look(page, block) for block in page.blocks], [block.text for block in page.blocks]
    for at, row in enumerate(rows):
        levels = [shares(page, prose, *span) for span in containers(page, at)[:LEVELS]]
        np.testing.assert_allclose(row[:MAINS_AT].reshape(LEVELS, HELD), levels, rtol=1e-6)
        alike = [n for n, one in enumerate(looks) if one == looks[at]]
        expected = [prose[alike].sum() / max(1, prose.sum()), np.log1p(len(alike)), min(4, texts.count(texts[at]))]
        np.testing.assert_allclose(row[ALIKE_AT:], expected, rtol=1e-6)


@given(pages, st.data())
def test_distances_are_counted_from_the_headline(page, data):
    heading = data.draw(st.integers(-1, len(page.blocks) - 1))
    prose, columns = prose_of(page), columns_of(page)
    rows = distances_of(columns, outline_of(columns), prose, heading, every(page))
    before = prose[: max(0, heading)].sum()
    for at, row in enumerate(rows):
        since = prose[:at].sum() - before
        apart = sum(not first <= heading < last for first, last in containers(page, at)[:8])
        own = next((item for item in around(page, at) if item.tag == "article"), None)
        expected = [
            np.sign(at - heading) * np.log1p(abs(at - heading)) if heading >= 0 else 0,
            np.sign(since) * np.log1p(abs(since)),
            apart,
            own is not None,
            own is not None and own.first <= heading < own.last,
        ]
        np.testing.assert_allclose(row, expected, rtol=1e-6)
