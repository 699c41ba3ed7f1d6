"""A page's blocks -> the headings, times and bylines printed on it, for where structured data says nothing.

Written here because it is asked of the blocks that are cut anyway.
"""

from dataclasses import dataclass
from itertools import islice

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
    """A page to be asked what is printed on it; `tree` is None where it could not be parsed."""

    page: Page
    tree: etree._Element | None

    def headings(self) -> tuple[str, ...]:
        """The h1 headings in their order."""
        return tuple(block.text for block in self.page.blocks if tag_of(self.page, block) == "h1")

    def times(self) -> tuple[str, ...]:
        """The first machine dates of <time>, or their texts."""
        if self.tree is None:
            return ()
        nodes = islice(self.tree.iter("time"), MAX_TIMES)
        return tuple(filter(None, (str(node.get("datetime") or text_of(node)[:MAX_DATE_LINE]) for node in nodes)))

    def dates(self) -> tuple[str, ...]:
        """The dates written in short lines around the first heading, as ISO 8601."""
        blocks = self.page.blocks
        heading = next((at for at, block in enumerate(blocks) if tag_of(self.page, block) == "h1"), 0)
        around = blocks[max(0, heading - ABOVE) : heading + BELOW]
        found = (read_date(block.text) for block in around if len(block.text) <= MAX_DATE_LINE and not block.whole)
        return tuple(filter(None, found))

    def linked_authors(self) -> tuple[str, ...]:
        """The texts of the first links that are marked as the author's or lead to an author's page."""
        names: list[str] = []
        if self.tree is None:
            return ()
        nodes: list[etree._Element] = _AUTHOR_LINKS(self.tree)  # type: ignore[assignment]  # it selects elements only
        for node in nodes:
            name = tidy(text_of(node)[:MAX_BYLINE])
            if is_person(name) and " " in name and name not in names:
                names.append(name)
            if len(names) == MAX_LINKED:
                break
        return tuple(names)

    def bylines(self) -> tuple[str, ...]:
        """The first lines that begin with "By", then those marked up as an author's name."""
        author = purpose("author")
        printed, marked = [], []
        for block in self.page.blocks:
            if len(block.text) > MAX_BYLINE or block.whole:
                continue
            line = byline_of(block.text)
            if line:
                printed.append(line)
            elif block.element >= 0 and purposes(f"{self.page.elements[block.element].words} {block.inline}") & author:
                marked.append(block.text)
        return tuple((printed + marked)[:MAX_BYLINES])


def text_of(node: etree._Element) -> str:
    """All the text in an element."""
    return "".join(map(str, node.itertext()))


def tag_of(page: Page, block: Block) -> str:
    """The tag of the element that a block stands in; "" for text outside all."""
    return page.elements[block.element].tag if block.element >= 0 else ""
