"""The chance of each block that it is body -> the blocks that are.

Written here because a forest judges block by block, and an article is told as a whole: it stands in one place, says
nothing twice, and is marked up alike from its first paragraph to its last.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np

from articles.text.clean.blocks import Block, Element, Page
from articles.text.clean.prose import length_in_words
from articles.text.clean.purposes import purpose, purposes
from articles.text.clean.surroundings import Numbers

# Each was moved up and down, and chosen anew on all but a fifth of the sites: docs/cleaning.md has what that gave.
BODY = 0.5  # the probability from which a block is body; .45 to .55 within .001 of F1, below that fundus loses
DOUBTED = 0.35  # the same where no block reaches that: a list or a wiki's page is all the article there is, and doubted
ALIKE = 0.2  # the same for one that is marked up as other blocks of the body are: lost paragraphs come back
AMID = 0.1  # the same for one that stands between two such blocks: lists and lines of verse
MOSTLY = 0.7  # of the body so far: hidden text that has more is what scripts will show, a consent box is the article
TENTH = 0.1  # of the body so far: a front page's first teaser has less of it; from .2 on articles are lost
REPEATABLE = 13  # words up to which a line may stand in an article twice, as interviewers' questions do
THRICE = 3  # times that a text stands on a page from which it is a box's and not repeated by mistake
CERTAIN = 0.9  # the probability from which one of three copies stays, and a paragraph marked as a caption of nothing
WHOLE = 0.3  # of the body's text in one block, from which it can be the same article again without its paragraphs
COPIED = 3  # paragraphs of the body that such a block repeats
PROBE = 40  # characters at the start of a longer paragraph by which it is told in that block
PROBES = 20  # paragraphs that are looked for: enough to tell (5 are too few), and few enough for any page
FEW = 600  # characters of a body that may be all there is of an article of lines that no sentence ends in
LINKED = 0.5  # of a block's characters in links, from which it is no line of a list; at .3 lists are lost
LISTS = frozenset({"ul", "ol", "table"})
LISTED = 0.1  # the mean probability of a list's lines from which all of it is body where it stands amid the text
LINKED_LIST = 0.3  # of a list's characters in links, from which it leads to other stories
_CONSENT = purpose("cookie")
_BOXES = purpose(
    "related", "popular", "share", "newsletter", "ad", "nav", "comment", "tag", "author", "breadcrumb", "meta", "link"
)
_WALLED = purpose("paywall")
_SUBSCRIBERS = ("subscri", "member", "lock", "meter", "paywall", "premium", "gate")


def body_blocks(page: Page, chances: Numbers, headline: int) -> list[int]:
    """The indexes of the blocks that are body, in order. `headline` is the headline's block, -1 where there is none."""
    likely = {at: float(chances[at]) for at in np.flatnonzero(chances >= AMID).tolist()}
    _shut_out(page, likely, headline)
    _drop_repeated(page.blocks, likely)
    _drop_whole(page.blocks, likely)
    _take_alike(page, likely)
    _take_lists(page, likely, chances)
    least = BODY if max(likely.values(), default=0.0) >= BODY else DOUBTED
    body = [at for at in sorted(likely) if likely[at] >= least]
    return body if sum(len(page.blocks[at].text) for at in body) > FEW else _filled(page, body, chances, likely)


def _shut_out(page: Page, likely: dict[int, float], headline: int) -> None:
    """Drop what stands in a consent box, in hidden text, or in another <article> than the headline's."""
    sure = [0] * len(page.blocks)
    for at, chance in likely.items():
        sure[at] = len(page.blocks[at].text) if chance >= BODY else 0
    mass = list(accumulate(sure, initial=0))  # of the blocks before each, and in the end of all
    own = _own_article(page, headline, mass)
    shut: dict[int, bool] = {-1: False}
    for at in list(likely):
        waiting = []
        element = page.blocks[at].element
        while element not in shut:
            waiting.append(element)
            element = page.elements[element].parent
        for inner in reversed(waiting):
            shut[inner] = shut[page.elements[inner].parent] or _is_shut(page, inner, mass, headline, own)
        if shut[page.blocks[at].element]:
            del likely[at]


def _own_article(page: Page, headline: int, mass: Sequence[int]) -> Element | None:
    """The <article> with the headline in it, if it has a fair part of the body."""
    element = page.blocks[headline].element if headline >= 0 else -1
    while element >= 0:
        item = page.elements[element]
        if item.tag == "article":
            held = mass[item.last] - mass[item.first]
            return item if held >= TENTH * mass[-1] else None
        element = item.parent
    return None


def _is_shut(page: Page, element: int, mass: Sequence[int], headline: int, own: Element | None) -> bool:
    """Whether nothing in an element is of the article."""
    item = page.elements[element]
    if item.tag == "article":
        return own is not None and (item.last <= own.first or item.first >= own.last)
    if not item.words or item.tag in ("html", "body"):
        return False
    share = (mass[item.last] - mass[item.first]) / max(1, mass[-1])
    if item.means & _CONSENT:
        return not item.first <= headline < item.last and (headline >= 0 or share < MOSTLY)
    above = page.elements[item.parent].words if item.parent >= 0 else ""
    return share < MOSTLY and _is_hidden(item.words) and not _is_walled(f"{item.words} {above}")


@lru_cache(maxsize=5_000)
def _is_hidden(names: str) -> bool:
    """Whether an element is hidden on every screen; "md:block" beside it shows it on some."""
    words = names.split()
    return "hidden" in words and not any(":" in word for word in words)


@lru_cache(maxsize=1_000)
def _is_walled(names: str) -> bool:
    """Whether an element is what a paywall hides: that is the article."""
    return bool(purposes(names) & _WALLED) or any(word in names.casefold() for word in _SUBSCRIBERS)


def _drop_repeated(blocks: list[Block], likely: dict[int, float]) -> None:
    """Of a paragraph that stands twice keep the first; of one that stands three times none, if it is not certain."""
    places: dict[str, list[int]] = {}
    for at in sorted(likely):
        places.setdefault(blocks[at].text, []).append(at)
    for text, copies in places.items():
        if len(copies) > 1 and length_in_words(text) >= REPEATABLE and not text.endswith(("?", "？")):
            kept = len(copies) < THRICE or likely[copies[0]] >= CERTAIN
            for at in copies[kept:]:
                del likely[at]


def _drop_whole(blocks: list[Block], likely: dict[int, float]) -> None:
    """Drop a block that has the article again in one piece, as pages keep it for readers who do not pay."""
    body = [blocks[at].text for at, chance in likely.items() if chance >= BODY]
    length = sum(map(len, body))
    starts = [text[:PROBE] for text in body if len(text) > PROBE][:PROBES]
    for at in [at for at in likely if len(blocks[at].text) > WHOLE * length]:
        if sum(start in blocks[at].text for start in starts) > COPIED:  # its own start is one of them
            del likely[at]


def _take_alike(page: Page, likely: dict[int, float]) -> None:
    """Make body what is less likely but marked up as the body is, above all where it stands amid it."""
    looks = {at: _look(page, page.blocks[at]) for at in likely}
    first: dict[Hashable, int] = {}
    last: dict[Hashable, int] = {}
    for at in sorted(likely):
        if likely[at] >= BODY:
            first.setdefault(looks[at], at)
            last[looks[at]] = at
    for at, look in looks.items():
        if look in first and not _is_linked(page.blocks[at]):
            amid = first[look] < at < last[look]
            if likely[at] >= (AMID if amid else ALIKE):
                likely[at] = max(likely[at], BODY)


def _take_lists(page: Page, likely: dict[int, float], chances: Numbers) -> None:
    """Make body every line of a list or table between two paragraphs of the body that stand in the same element."""
    spans: dict[int, list[int]] = {}
    for at in sorted(likely):
        item = _element(page, at)
        if item and item.tag == "p" and likely[at] >= BODY:
            spans.setdefault(item.parent, []).append(at)
    taken = 0
    for item in page.elements if spans else ():
        if item.tag not in LISTS or item.parent not in spans or item.first < taken:
            continue
        if spans[item.parent][0] < item.first < item.last:
            last = spans[item.parent][-1]
            lines = range(item.first, item.last)
            if last >= item.last and chances[item.first : item.last].mean() >= LISTED and not _names_box(page, lines):
                likely.update((at, max(likely.get(at, 0.0), BODY)) for at in lines)
                taken = item.last


def _names_box(page: Page, lines: range) -> bool:
    """Whether the list of these lines links elsewhere, or its names say that it is no part of the text."""
    blocks = [page.blocks[at] for at in lines]
    linked = sum(block.linked for block in blocks) >= LINKED_LIST * sum(len(block.text) for block in blocks)
    item = _element(page, lines[0])
    while not linked and item and item.first >= lines[0] and item.last <= lines[-1] + 1:
        if item.means & _BOXES:
            return True
        item = page.elements[item.parent] if item.parent >= 0 else None
    return linked


def _look(page: Page, block: Block) -> Hashable:
    """What a block is marked up as: tag and words of class, and those of the element around it; or that itself."""
    if block.element < 0:
        return None
    item = page.elements[block.element]
    above = page.elements[item.parent] if item.parent >= 0 else item
    if not item.words and not above.words:
        return item.tag, item.parent  # without a name all boxes of a page look alike
    return item.tag, item.words, above.tag, above.words


def _is_linked(block: Block) -> bool:
    return block.linked >= LINKED * len(block.text)


def _filled(page: Page, body: list[int], chances: Numbers, likely: dict[int, float]) -> list[int]:
    """A short body with the lines beside it, such as a list of prices or of places: it is all the article there is."""
    places = {at: (item.tag, item.parent) for at in range(len(page.blocks)) if (item := _element(page, at))}
    sizes: Counter[tuple[str, int]] = Counter()
    for at in body:
        if at in places:
            sizes[places[at]] += len(page.blocks[at].text)
    if not sizes:
        return body
    most = max(sizes, key=lambda place: sizes[place])
    dropped = {at for at in places if chances[at] >= AMID and at not in likely}
    beside = {at for at in places if places[at] == most and at not in dropped and not _is_linked(page.blocks[at])}
    return sorted(beside.union(body))


def _element(page: Page, at: int) -> Element | None:
    """The element that a block stands in; None for text outside all."""
    element = page.blocks[at].element
    return page.elements[element] if element >= 0 else None
