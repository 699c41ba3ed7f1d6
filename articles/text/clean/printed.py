"""A page's blocks -> the headings, times and bylines printed on it, for where structured data says nothing.

Written here because it is asked of the blocks that are cut anyway. What stands around the headline is the article's,
the same elsewhere on the page a teaser's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.text.clean.blocks import Block, Page
from articles.text.clean.dates import is_update_line, read_date
from articles.text.clean.door import folded, tidy
from articles.text.clean.markup import attributes
from articles.text.clean.people import (
    MAX_BYLINE,
    byline_of,
    is_byline_label,
    is_full_name,
    is_person,
    name_line,
    people_beside_date,
)
from articles.text.clean.purposes import purpose, purposes

MAX_WRITERS = 50  # names of authors' links that are read
MAX_LINKED = 3  # more links to authors are a list of writers
ABOVE, BELOW = 6, 14  # blocks around the headline in which its date and byline are written
MAX_DATE_LINE = 100  # characters
SPARE = 2  # characters by which two texts of the same words differ: quotes and stops
KICKER = 60  # characters that a line with the headline may have beside it
_HEADINGS = frozenset({"h1", "h2", "h3"})
_NO_BYLINE = frozenset({"figcaption", "blockquote", *_HEADINGS})
BOLD = 0.9  # of a line's characters, from which it is a bold line
_AUTHOR, _PICTURE = purpose("author"), purpose("caption", "credit", "image")
_BETWEEN = re.compile(r"\W{0,5}(?:and|und|et|y|e|och|og|en)?\W{0,5}")


@dataclass(frozen=True, slots=True)
class Printed:
    """A page to be asked what is printed on it."""

    page: Page

    def headings(self) -> tuple[str, ...]:
        """The h1 headings in their order."""
        return tuple(self.page.blocks[at].text for tag, at in self._headed() if tag == "h1")

    def _headed(self) -> list[tuple[str, int]]:
        """The blocks that stand in headings, each with its tag."""
        blocks = self.page.blocks
        found = []
        for index, element in enumerate(self.page.elements):
            if element.tag in _HEADINGS:
                inside = range(element.first, element.last)
                found += [(element.tag, at) for at in inside if blocks[at].element == index]
        return found

    def shown(self, texts: Sequence[str]) -> str | None:
        """The first of some texts that is a line of the page; None where none is."""
        lengths = {len(text) for text in texts}
        low, high = min(lengths) - SPARE, max(lengths) + SPARE
        lines = {folded(block.text) for block in self.page.blocks if low <= len(block.text) <= high}
        return next((text for text in texts if folded(text) in lines), None)

    def place_of(self, headline: str | None) -> int:
        """The index of the heading that is the headline, an h1 before others; else of the first h1, or line with it."""
        wanted, blocks = folded(headline or ""), self.page.blocks
        headings = sorted(self._headed())
        named = [at for _, at in headings if folded(blocks[at].text) == wanted]
        if not named and wanted and not any(tag == "h1" for tag, _ in headings):
            length = len(headline or "") + KICKER
            named = [
                at for at, block in enumerate(blocks) if len(block.text) <= length and wanted in folded(block.text)
            ]
        return next(iter(named), next((at for tag, at in headings if tag == "h1"), 0))

    def times(self) -> tuple[str, ...]:
        """The first machine dates of <time>, or their texts."""
        found = (attributes(attrs).get("datetime") or self._time_at(at) for attrs, at in self.page.times)
        return tuple(filter(None, found))

    def _time_at(self, at: int) -> str:
        """The text of a block that stands in a <time>."""
        block = self.page.blocks[at] if at < len(self.page.blocks) else None
        return block.text[:MAX_DATE_LINE] if block and tag_of(self.page, block) == "time" else ""

    def around(self, place: int) -> list[Block]:
        """The blocks below a headline, then those above it, without menus."""
        blocks = self.page.blocks
        near = blocks[place : place + BELOW] + blocks[max(0, place - ABOVE) : place]
        return [block for block in near if not block.whole]

    def shows(self, name: str, place: int) -> bool:
        """Whether a name is written around the headline."""
        wanted = folded(name)
        near = (block.text for block in self.around(place) if len(block.text) <= 2 * MAX_BYLINE)
        return any(wanted in folded(text) for text in near)

    def dates(self, place: int) -> tuple[str, ...]:
        """The dates written in short lines around the headline, as ISO 8601."""
        lines = [block.text for block in self.around(place) if len(block.text) <= MAX_DATE_LINE]
        lines.sort(key=is_update_line)  # the day of a change is no day of publishing, but better than none
        return tuple(filter(None, map(read_date, lines)))

    def linked_authors(self) -> tuple[str, ...]:
        """The texts of the first links that are marked as the author's or lead to an author's page."""
        names: list[str] = []
        for text in self.page.writers:
            name = tidy(text[:MAX_BYLINE])
            if is_person(name) and " " in name and name not in names:
                names.append(name)
            if len(names) == MAX_WRITERS:
                break
        return tuple(names)

    def bylines(self, place: int) -> list[list[str]]:
        """The bylines around the headline: each a line that begins with "By" or what follows one, and the names below.

        Sites put each name of a byline, and the "and" between two, in an element of its own.
        """
        found: list[list[str]] = []
        last: Block | None = None  # the open byline's last block; `joined` where a comma or an "and" came since
        labelled = joined = False
        for block in self.around(place):
            text = block.text if len(block.text) <= MAX_BYLINE else ""
            if byline_of(text) or (labelled and not _BETWEEN.fullmatch(text)):
                found.append([text])
                last, labelled, joined = block, False, False
            elif last and is_full_name(text) and (joined or _are_alike(last, block)):
                found[-1].append(text)
                last, joined = block, False
            elif _BETWEEN.fullmatch(block.text):
                joined = True
            else:
                last, labelled = None, is_byline_label(text)
        return found

    def marked(self, place: int) -> Iterator[str]:
        """Names around the headline that are marked up as the author's, stand beside a date, or are a bold line."""
        for block in self.around(place):
            if len(block.text) > MAX_BYLINE or block.element < 0:
                continue
            element = self.page.elements[block.element]
            means = purposes(f"{element.words} {block.inline}")
            if means & _PICTURE or element.tag in _NO_BYLINE:
                continue
            bold = block.heavy >= len(block.text) * BOLD and element.tag == "p"
            name = people_beside_date(block.text)
            if not name and means & _AUTHOR:
                name = name_line(block.text) or (block.text if is_full_name(block.text) else None)
            elif not name and bold:
                name = name_line(block.text)
            if name:
                yield name


def _are_alike(block: Block, other: Block) -> bool:
    """Whether two blocks have a word of class of their inline elements in common."""
    return not set(block.inline.split()).isdisjoint(other.inline.split())


def tag_of(page: Page, block: Block) -> str:
    """The tag of the element that a block stands in; "" for text outside all."""
    return page.elements[block.element].tag if block.element >= 0 else ""
