"""The outline of a page: what doubling gathers is what a walk up from each element finds."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.cutting import cut_page
from articles.text.clean.outline import HOLDERS, outline_of
from articles.text.clean.purposes import purposes
from tests.text.clean.page_columns import columns_of

markup = st.lists(
    st.sampled_from([
        "<div class='article body'>", "<article>", "<section id=related>", "<ul><li>", "<p>", "</p>", "</div>",
        "</article>", "</section>", "</ul>", "<b>bold", "</b>", "The ferry sails. ", "<aside>", "</aside>",
        "<div></div>",
        "<nav>Home</nav>", "<footer>©</footer>", "<br>", "<script>x</script>",
    ]),
    max_size=40,
).map("".join)  # fmt: skip


def around(page, at):
    """An element and all around it, the innermost first."""
    found = []
    while at >= 0:
        found.append(at)
        at = page.elements[at].parent
    return found


@given(markup)
def test_outline_gathers_what_stands_around_each_element(html):
    page = cut_page(html + "<p>End")
    outline = outline_of(columns_of(page))
    for at in range(len(page.elements)):
        chain = around(page, at)
        items = [page.elements[above] for above in chain]
        bits = [purposes(item.words) for item in items]
        assert outline.depth[at + 1] == len(chain)
        assert outline.around[at + 1] == joined(bits)
        assert outline.near[at + 1] == joined(bits[:3])
        assert {HOLDERS[bit] for bit in range(len(HOLDERS)) if outline.held[at + 1] >> bit & 1} == {
            item.tag for item in items
        } & set(HOLDERS)
        assert outline.article[at + 1] == next((n + 1 for n in chain if page.elements[n].tag == "article"), 0)
        wider = [n for n in chain if (page.elements[n].first, page.elements[n].last) != (items[0].first, items[0].last)]
        assert outline.up[at + 1] == (narrowest(page, at, wider))


def narrowest(page, at, wider):
    """The nearest element around that holds more blocks, as the outline counts; 0 for the page."""
    return wider[0] + 1 if wider else 0


def joined(bits):
    found = 0
    for one in bits:
        found |= one
    return found


@given(markup)
def test_every_element_of_a_cut_page_holds_a_block(html):
    page = cut_page(html + "<p>End")
    assert all(item.first < item.last <= len(page.blocks) for item in page.elements)
    assert all(item.parent < at for at, item in enumerate(page.elements))
    assert all(page.elements[block.element].first <= at for at, block in enumerate(page.blocks) if block.element >= 0)
