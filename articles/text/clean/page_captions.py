"""The blocks at an article's pictures -> captions with their credits.

Written here because extractors drop captions or glue them into the text, and because what is marked up alike is often
none: a video's title, another story's teaser, the person quoted.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.text.article import Caption, Reason, Role
from articles.text.clean.blocks import Block, Element, Page
from articles.text.clean.captions import MAX_CAPTION, caption_of
from articles.text.clean.door import folded
from articles.text.clean.draft import Draft
from articles.text.clean.people import PARTICLE
from articles.text.clean.phrases import lowered, small_pattern
from articles.text.clean.prose import is_ended, length_in_words
from articles.text.clean.purposes import MAX_NAMES, purpose

HEAD = 12  # blocks above the body's first in which a caption stands where the headline is not farther
MAX_HEAD = 60  # blocks between headline and body that can be a slideshow
BELOW = 3  # blocks below the body's last in which a picture's caption is still the article's
MIN_CAPTION = 3  # words; shorter texts at pictures are labels
MIN_LOOSE = 5  # words of a text that only stands in a picture's box
AROUND = 4  # elements around a block whose names say that it is a video's, a teaser's or a quotation's
MAX_BOX = 3  # blocks in a picture's box
MAX_CREDIT_WORDS = 8  # a credit alone is a few names
NAMES = 0.75  # of a credit's words begin with a capital
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
_LABEL = re.compile(r"^(?:legende|bildunterschrift|caption|image caption|bildtext|pie de foto)\s?: ", re.IGNORECASE)
_PHOTO = re.compile(r"^(?:foto|photo|bild|image|fotos|photos|video)(?: credits?)?\s?: ", re.IGNORECASE)
_PLAYED = small_pattern(r"(?:audio|video|watch)\b ?[:|]")
MAX_PLAYED = 10  # characters in which that stands
_SURE_CREDIT = re.compile(
    r"^(?:©|tous droits|(?:photo|illustration|image|foto|bild)s? (?:by|von|de) )|stock\.adobe\.com", re.IGNORECASE
)
_CREDIT = re.compile(
    r"^(?:©|\(?(?:photo|foto|fotos|image|bild|credit|quelle|source|crédit|fotoğraf|photograph)s?\b|von |by )|/|getty"
    r"|reuters"
    r"|\b(?:afp|dpa|epa|ap|apa|imago|picture alliance|shutterstock|istock|keystone)\b|^tous droits",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(.{15,}[^\W\d_]{3}[.!?…])\s?([^.!?/]{3,60}/[^.!?]{2,40})$")  # "A boat at the quay.Ann Lee/Agency"
_SMALL = frozenset(
    {"images", "picture", "alliance", "photo", "pool", "stock", "istockphoto"}
)  # words of agencies' names


def mark_captions(draft: Draft, page: Page, body: Sequence[int]) -> None:
    """Give the texts at the pictures of an article their role; `body` is the blocks that are likely its text.

    What stands twice is the same picture again, shown larger; a credit below a caption belongs to it.
    """
    first, last = (body[0], body[-1]) if body else (len(page.blocks), -1)
    prose = set(body)
    headline = next(iter(draft.indexes(Role.HEADLINE)), first)
    start = min(first - HEAD, max(headline, first - MAX_HEAD))
    seen: set[str] = set()
    for at in range(max(0, start), min(last + BELOW, len(page.blocks))):
        least = (
            _least(page, at, is_prose=at in prose) if draft.is_free(at) and len(draft.texts[at]) <= MAX_CAPTION else 0
        )
        if not least:
            continue
        caption = read_caption(draft.texts[at])
        if folded(caption.text) in seen:
            draft.remove(at, Reason.REPEATED_CAPTION)
        elif not caption.text and at - 1 in draft.captions and not draft.captions[at - 1].credit:
            draft.captions[at - 1] = Caption(draft.captions[at - 1].text, caption.credit)
            draft.roles[at] = Role.CAPTION
        elif length_in_words(caption.text) >= least:
            draft.caption(at, caption)
            seen.add(folded(caption.text))


def _least(page: Page, at: int, *, is_prose: bool) -> int:
    """From how many words a block is a caption by its markup; 0 where it is none.

    In a slideshow the article's text stands in the pictures' boxes: what is likely prose has to be marked as a caption.
    """
    block = page.blocks[at]
    if block.whole or block.element < 0:
        return 0
    inline = _named(block.inline)
    marked = bool(inline & CAPTION) or _is_marked(page, block.element)
    if not marked and is_prose:
        return 0  # as most are
    chain = _chain(page, block.element)
    least = MIN_CAPTION if marked else MIN_LOOSE if _is_loose(block, chain) else 0
    if not least or inline & VIDEO or _PLAYED.match(lowered(block.text[:MAX_PLAYED])) or any(map(_is_others, chain)):
        return 0
    is_heading = chain[0].tag in HEADINGS and not any(item.tag in FIGURED for item in chain)
    return 0 if is_heading else least


def _is_marked(page: Page, element: int) -> bool:
    """Whether an element or the one around it is called a caption."""
    item = page.elements[element]
    above = page.elements[item.parent] if item.parent >= 0 else item
    return item.tag in FIGURED or above.tag in FIGURED or bool((_named(item.words) | _named(above.words)) & CAPTION)


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
    small = lowered(names[:MAX_NAMES])
    return sum(bit for bit, signs, pattern in _NAMED if any(map(small.__contains__, signs)) and pattern.search(small))


def _is_others(item: Element) -> bool:
    """Whether an element is a video's, a teaser's or a quotation's, so that what stands in it is no picture's."""
    return (
        bool(_named(item.words) & VIDEO)
        or item.tag == "blockquote"
        or (item.tag in ("aside", "form") and bool(item.means & _OTHERS))
    )


def _is_loose(block: Block, chain: Sequence[Element]) -> bool:
    """Whether a block is a sentence or a credited line, not linked, in a small box that is named after a picture."""
    if not any(_named(item.words) & PICTURE and item.last - item.first <= MAX_BOX for item in chain[:3]):
        return False
    return block.linked <= len(block.text) / 2 and (is_ended(block.text) or caption_of(block.text) is not None)


def read_caption(text: str) -> Caption:
    """The caption without its label; text that only names who took the picture is a credit."""
    text = _LABEL.sub("", text)
    bare = _PHOTO.sub("", text)
    words = re.findall(r"[^\s/()]+", bare)
    named = [word for word in words if not word[0].islower() or len(word) <= PARTICLE or word.lower() in _SMALL]
    named_credit = caption_of(bare)
    if named_credit and named_credit.text:
        return named_credit
    glued = _GLUED.match(bare)
    if glued:
        return Caption(glued[1], glued[2].strip("()"))
    is_short = len(words) <= MAX_CREDIT_WORDS and not is_ended(text)
    if is_short and len(named) >= NAMES * len(words) and (bare != text or _CREDIT.search(text)):
        return Caption("", bare.strip("© ()"))
    if is_short and _SURE_CREDIT.search(text):
        return Caption("", text.strip("© ()"))
    return named_credit or Caption(bare)
