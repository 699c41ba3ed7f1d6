"""The blocks at an article's pictures -> captions with their credits.

Written here because extractors drop captions or glue them into the text, and because what is marked up alike is often
none: a video's title, another story's teaser, the person quoted. What tells them apart is the picture.
"""

from collections.abc import Container, Sequence

from articles.text.article import Caption, Reason, Role
from articles.text.clean.blocks import Page
from articles.text.clean.caption_markup import FOREIGN, has_credit_below, words_needed
from articles.text.clean.captions import MAX_CAPTION
from articles.text.clean.credits import read_caption
from articles.text.clean.door import folded
from articles.text.clean.draft import Draft
from articles.text.clean.prose import length_in_words

HEAD = 12  # blocks above the body's first in which a caption stands where the headline is not farther
MAX_HEAD = 60  # blocks between headline and body that can be a slideshow


def mark_captions(draft: Draft, page: Page, body: Sequence[int], *, sure: Container[int] = ()) -> list[int]:
    """Give the texts at the pictures of an article their role; return the blocks that are captions of something else.

    `body` is the blocks that are likely its text, `sure` those that are it even if marked as a caption of no picture.
    What stands twice is the same picture again, shown larger; a credit below a caption belongs to it.
    """
    first, last = (body[0], body[-1]) if body else (len(page.blocks), -1)
    prose = set(body)
    headline = next(iter(draft.indexes(Role.HEADLINE)), first)
    start = min(first - HEAD, max(headline, first - MAX_HEAD))
    seen: set[str] = set()
    foreign: list[int] = []
    for at in range(max(0, start), last + 1):
        if draft.is_free(at) and len(draft.texts[at]) <= MAX_CAPTION:
            least = words_needed(page, at, is_prose=at in prose, is_sure=at in sure)
            if not least and at - 1 in draft.captions and has_credit_below(page, at - 1):
                least = 1
            if least == FOREIGN or (least and not _mark(draft, at, least, seen)):
                foreign.append(at)
    return foreign


def _mark(draft: Draft, at: int, least: int, seen: set[str]) -> bool:
    """Make a block a caption, if it has so many words and was not seen before, or the credit of the caption above it.

    False where it is a credit and there is no caption.
    """
    caption = read_caption(draft.texts[at])
    if folded(caption.text) in seen:
        draft.remove(at, Reason.REPEATED_CAPTION)
    elif not caption.text:
        above = draft.captions.get(at - 1)
        if above is None or above.credit:
            return False
        draft.captions[at - 1] = Caption(above.text, caption.credit)
        draft.roles[at] = Role.CAPTION
    elif length_in_words(caption.text) >= least:
        draft.caption(at, caption)
        seen.add(folded(caption.text))
    return True
