"""The markup around a block -> whether it is a caption, of which length, or one of something else.

Written here because sites mark up video titles, speakers' names and teasers as they do captions. A caption has a
picture beside it; with one, and a credit, a text is a caption however it is marked up.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from articles.text.clean.blocks import Block, Element, Page
from articles.text.clean.captions import caption_of
from articles.text.clean.credits import is_credit
from articles.text.clean.people import byline_of
from articles.text.clean.phrases import lowered, small_pattern
from articles.text.clean.prose import is_ended
from articles.text.clean.purposes import MAX_NAMES, purpose

FOREIGN = -1  # in place of a number of words: a caption of something else
MIN_CAPTION = 3  # words; shorter texts at pictures are labels
MIN_CREDITED = 2  # words of a text right below a picture with its credit: a name
MIN_LOOSE = 5  # words of a text that only stands in a picture's box
AROUND = 4  # elements around a block whose names say that it is a video's, a teaser's or a quotation's
NEAREST = 3  # elements around a block, one of which is named after the picture that it stands at
MAX_BOX = 3  # blocks in a box that a picture and its caption share
MAX_LINES = 6  # blocks in an element that is named after captions and has one; a text that is so named has more
LINKED = 0.5  # of a text's characters in links, from which it leads elsewhere
FIGURED = frozenset({"figcaption", "caption"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_OTHERS = purpose("related", "popular", "newsletter", "comment", "ad", "cookie", "legal")
# What the names of elements say, one bit each: what stands in all that say it, which is cheaper to look for, and how.
VIDEO, CAPTION, PICTURE = 1, 2, 4
_NAMED = (
    (VIDEO, ("video", "jw", "brightcove", "player"), small_pattern(r"\bvideo|jw-?player|brightcove|\bplayer")),
    (
        CAPTION,
        ("caption", "bildunter", "cutline", "legend", "figure__text", "image-text", "foto"),
        small_pattern(
            r"(?<!has)(?<!text-)(?<!sub-)caption(?!s?[_-]?(?:toggle|button))|bildunterschrift|cutline|legend"
            r"|figure__text|image-text|pie-?de-?foto"
        ),
    ),
    (
        PICTURE,
        ("image", "img", "photo", "picture", "foto", "bild", "gallery", "slide", "carousel", "mediainfo"),
        small_pattern(
            r"(?:^|[\s_-])(?:image|img|photo|picture|foto|bild|gallery|slide|carousel)|mediainfo|[a-z]bild(?:__|-)"
        ),
    ),
)
_PLAYED = small_pattern(r"(?:audio|video|watch)\b ?[:|]")
MAX_PLAYED = 10  # characters in which that stands


def words_needed(page: Page, at: int, *, is_prose: bool, is_sure: bool = False) -> int:
    """From how many words a block is a caption by its markup; 0 where it is none.

    FOREIGN where it is marked as one, but of no picture of the article's. `is_prose` says that it is likely the
    article's text: in a slideshow that stands in the pictures' boxes and has to be marked as a caption to be one.
    `is_sure` says that it is, so that without a picture it is none whatever it is marked as.
    """
    block = page.blocks[at]
    if block.whole or block.element < 0:
        return 0
    least = MIN_CAPTION if _is_marked(page, block) else _unmarked(page, at, is_prose=is_prose)
    if not least:
        return 0  # as most are
    chain = _chain(page, block.element)
    if any(map(_is_others, chain)) or _is_heading(chain):
        return 0
    if _is_played(block, chain) or not _has_picture(page, chain):
        return 0 if is_sure and not _is_pictured(chain[2:]) else FOREIGN
    return least


def _chain(page: Page, element: int) -> list[Element]:
    """The elements around a block, the nearest first."""
    found: list[Element] = []
    while element >= 0 and len(found) < AROUND:
        found.append(page.elements[element])
        element = found[-1].parent
    return found


@lru_cache(maxsize=20_000)  # a page's elements share their names
def _named(names: str) -> int:
    """What an element's names say, as bits."""
    if not names:
        return 0
    small, bits = lowered(names[:MAX_NAMES]), 0
    for bit, signs, pattern in _NAMED:
        for sign in signs:
            if sign in small:
                bits |= bit if pattern.search(small) else 0
                break
    return bits


def _is_marked(page: Page, block: Block) -> bool:
    """Whether a block is marked up as a caption: by its element or the one around it, if that is not a whole text's."""
    item = page.elements[block.element]
    return (
        bool(_named(block.inline) & CAPTION)
        or _is_for_caption(item)
        or (item.parent >= 0 and _is_for_caption(page.elements[item.parent]))
    )


def _is_for_caption(item: Element) -> bool:
    return item.tag in FIGURED or (item.last - item.first <= MAX_LINES and bool(_named(item.words) & CAPTION))


def _is_below_picture(page: Page, at: int) -> bool:
    """Whether a picture stands right above a block."""
    place = bisect_left(page.pictures, at)
    return page.pictures[place : place + 1] == [at]


def _unmarked(page: Page, at: int, *, is_prose: bool) -> int:
    """From how many words a block without such a mark is a caption: by its credit, or by the box that it stands in."""
    if _is_below_picture(page, at) and _is_credited(page, at, is_prose=is_prose):
        return MIN_CREDITED
    return MIN_LOOSE if not is_prose and _is_loose(page, page.blocks[at]) else 0


def _is_heading(chain: Sequence[Element]) -> bool:
    """Whether a block is a heading that no figure has for its caption."""
    return chain[0].tag in HEADINGS and not any(item.tag in FIGURED for item in chain)


def _is_others(item: Element) -> bool:
    """Whether an element is a teaser's or a quotation's, so that what stands in it is no picture's."""
    return item.tag == "blockquote" or (item.tag in ("aside", "form") and bool(item.means & _OTHERS))


def _is_played(block: Block, chain: Sequence[Element]) -> bool:
    """Whether a block is a video's or a recording's, by a name around it or its first word."""
    names = (block.inline, *(item.words for item in chain))
    return any(_named(name) & VIDEO for name in names) or bool(_PLAYED.match(lowered(block.text[:MAX_PLAYED])))


def _has_picture(page: Page, chain: Sequence[Element]) -> bool:
    """Whether a picture stands in a small box around a block, above or between its blocks; in a figure, below too."""
    for item in chain:
        if item.last - item.first > MAX_BOX:
            return False
        end = item.last + (item.tag == "figure")
        if bisect_left(page.pictures, item.first) < bisect_left(page.pictures, end):
            return True
    return False


def _is_credited(page: Page, at: int, *, is_prose: bool) -> bool:
    """Whether a block that stands right below a picture names its credit, or the block below does.

    A paragraph may end with an agency in brackets, too: what is likely prose needs a credit of its own block.
    """
    block = page.blocks[at]
    if block.linked > LINKED * len(block.text):
        return False
    return (not is_prose and caption_of(block.text) is not None) or has_credit_below(page, at)


def has_credit_below(page: Page, at: int) -> bool:
    """Whether the block below is the credit of this one: it stands in the same small box, and is no byline."""
    if at + 1 >= len(page.blocks):
        return False
    element = page.blocks[at + 1].element
    while element >= 0 and page.elements[element].first > at:
        element = page.elements[element].parent
    if element < 0 or page.elements[element].last - page.elements[element].first > MAX_BOX:
        return False
    text = page.blocks[at + 1].text
    return is_credit(text) and byline_of(text) is None


def _is_pictured(chain: Sequence[Element]) -> bool:
    """Whether an element is named after pictures."""
    return any(_named(item.words) & PICTURE for item in chain)


def _is_loose(page: Page, block: Block) -> bool:
    """Whether a block is a sentence or a credited line, not linked, in a small box that is named after a picture."""
    element = block.element
    for _ in range(NEAREST):
        item = page.elements[element]
        if item.last - item.first > MAX_BOX:  # and what is around it is no smaller
            return False
        if _named(item.words) & PICTURE:
            return block.linked <= LINKED * len(block.text) and (
                is_ended(block.text) or caption_of(block.text) is not None
            )
        element = item.parent
        if element < 0:
            return False
    return False
