"""The blocks at an article's pictures -> captions with their credits.

Written here because extractors drop captions or glue them into the text, and because what is marked up alike is often
none: a video's title, another story's teaser, the person quoted.
"""

import re
from collections.abc import Sequence

from articles.text.article import Caption, Reason, Role
from articles.text.clean.blocks import Page
from articles.text.clean.captions import MAX_CAPTION, caption_of
from articles.text.clean.door import folded
from articles.text.clean.draft import Draft
from articles.text.clean.people import PARTICLE
from articles.text.clean.prose import is_ended, length_in_words
from articles.text.clean.purposes import MAX_NAMES, purpose, purposes

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
_VIDEO = re.compile(r"\bvideo|jw-?player|brightcove|\bplayer", re.IGNORECASE)
_OTHERS = purpose("related", "popular", "newsletter", "comment", "ad", "cookie", "legal")
_CAPTION = re.compile(
    r"(?<!has)(?<!text-)(?<!sub-)caption(?!s?[_-]?(?:toggle|button))|bildunterschrift|cutline|legend|figure__text|image-text|pie-?de-?foto",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:^|[\s_-])(?:image|img|photo|picture|foto|bild|gallery|slide|carousel)|mediaInfo|[a-z]bild(?:__|-)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:legende|bildunterschrift|caption|image caption|bildtext|pie de foto)\s?: ", re.IGNORECASE)
_PHOTO = re.compile(r"^(?:foto|photo|bild|image|fotos|photos|video)(?: credits?)?\s?: ", re.IGNORECASE)
_PLAYED = re.compile(r"^(?:audio|video|watch)\b ?[:|]", re.IGNORECASE)
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
    if block.whole or block.element < 0 or _VIDEO.search(block.inline[:MAX_NAMES]) or _PLAYED.search(block.text):
        return 0
    chain = _chain(page, block.element)
    is_figured = any(tag in FIGURED for tag, _ in chain)
    if chain[0][0] in HEADINGS and not is_figured:
        return 0
    if any(_is_others(item_words, tag) for tag, item_words in chain):
        return 0
    names = [words for _, words in chain[:2]] + [block.inline[:MAX_NAMES]]
    if any(tag in FIGURED for tag, _ in chain[:2]) or any(map(_CAPTION.search, names)):
        return MIN_CAPTION
    return MIN_LOOSE if not is_prose and _is_loose(page, at) else 0


def _chain(page: Page, element: int) -> list[tuple[str, str]]:
    """Tag and words of class of the elements around a block, the nearest first."""
    found: list[tuple[str, str]] = []
    while element >= 0 and len(found) < AROUND:
        item = page.elements[element]
        found.append((item.tag, item.words[:MAX_NAMES]))
        element = item.parent
    return found


def _is_others(words: str, tag: str) -> bool:
    """Whether an element is a video's, a teaser's or a quotation's, so that what stands in it is no picture's."""
    return (
        _VIDEO.search(words) is not None
        or tag == "blockquote"
        or (tag in ("aside", "form") and bool(purposes(words) & _OTHERS))
    )


def _is_loose(page: Page, at: int) -> bool:
    """Whether a block is a sentence or a credited line, not linked, in a small box that is named after a picture."""
    block = page.blocks[at]
    if block.linked > len(block.text) / 2 or not (is_ended(block.text) or caption_of(block.text)):
        return False
    element = block.element
    for _ in range(3):
        if element < 0:
            return False
        item = page.elements[element]
        if _PICTURE.search(item.words[:MAX_NAMES]) and item.last - item.first <= MAX_BOX:
            return True
        element = item.parent
    return False


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
