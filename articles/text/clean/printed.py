"""A page's blocks -> the headings, times and bylines printed on it, for where structured data says nothing.

Written here because it is asked of the blocks that are cut anyway.
"""

from dataclasses import dataclass

from lxml import etree

from articles.text.clean.blocks import Block, Page
from articles.text.clean.dates import read_date
from articles.text.clean.door import tidy
from articles.text.clean.people import MAX_BYLINE, byline_of, is_person
from articles.text.clean.purposes import purpose, purposes

MAX_TIMES = 5  # <time> elements that are read: the article's own is among the first
MAX_BYLINES = 3
MAX_LINKED = 3  # more links to authors are a list of writers
ABOVE, BELOW = 6, 14  # blocks around the first heading in which its date is written
MAX_DATE_LINE = 100  # characters
_AUTHOR_LINKS = etree.XPath(
    "//*[(self::a or self::span) and (@rel='author' or contains(@href, '/author') or contains(@href, '/autor/')"
    " or contains(@href, '/auteur') or contains(@href, '/staff/') or @itemprop='author')]"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """The h1 headings of a page, in its order; the machine dates of <time> and the dates written below the first
    heading; the texts of links to authors' own pages; and its bylines.
    """

    headings: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()


def printed_on(page: Page, tree: etree._Element | None) -> Printed:
    """What is printed on a page; nothing of a page that could not be parsed."""
    if tree is None:
        return Printed()
    headings = tuple(block.text for block in page.blocks if tag_of(page, block) == "h1")
    times = []
    for node in tree.iter("time"):
        times.append(node.get("datetime") or "".join(node.itertext())[:100])
        if len(times) == MAX_TIMES:
            break
    return Printed(headings, tuple(filter(None, times)), _dates(page), _linked_authors(tree), _bylines(page))


def _dates(page: Page) -> tuple[str, ...]:
    """The dates written in short lines around the first heading, as ISO 8601."""
    heading = next((at for at, block in enumerate(page.blocks) if tag_of(page, block) == "h1"), 0)
    around = page.blocks[max(0, heading - ABOVE) : heading + BELOW]
    found = (read_date(block.text) for block in around if len(block.text) <= MAX_DATE_LINE and not block.whole)
    return tuple(filter(None, found))


def _linked_authors(tree: etree._Element) -> tuple[str, ...]:
    """The texts of the first links that are marked as the author's or lead to an author's page."""
    names: list[str] = []
    for node in _AUTHOR_LINKS(tree):
        name = tidy("".join(node.itertext())[:MAX_BYLINE])
        if is_person(name) and " " in name and name not in names:
            names.append(name)
        if len(names) == MAX_LINKED:
            break
    return tuple(names)


def tag_of(page: Page, block: Block) -> str:
    """The tag of the element that a block stands in; "" for text outside all."""
    return page.elements[block.element].tag if block.element >= 0 else ""


def _bylines(page: Page) -> tuple[str, ...]:
    """The first lines that begin with "By", then those marked up as an author's name."""
    author = purpose("author")
    printed, marked = [], []
    for block in page.blocks:
        if len(block.text) > MAX_BYLINE or block.whole:
            continue
        line = byline_of(block.text)
        if line:
            printed.append(line)
        elif block.element >= 0 and purposes(f"{page.elements[block.element].words} {block.inline}") & author:
            marked.append(block.text)
    return tuple((printed + marked)[:MAX_BYLINES])
