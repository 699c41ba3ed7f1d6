"""The judged blocks of a page -> a role for each, and for what is left out a reason.

Written here because the roles and reasons are newsdesk's own. The forest says what is body; markup, words of class and
what structured data repeats say what the rest is.
"""

import re
from functools import lru_cache

from articles.text.article import Caption, Reason, Role
from articles.text.clean.blocks import Block, Page
from articles.text.clean.captions import MAX_CAPTION, caption_of
from articles.text.clean.dates import is_date_line
from articles.text.clean.door import folded, is_folded
from articles.text.clean.draft import Draft
from articles.text.clean.marks import is_contributors, named_reason
from articles.text.clean.metadata import Metadata
from articles.text.clean.people import MAX_BYLINE, byline_of
from articles.text.clean.phrases import lowered
from articles.text.clean.printed import tag_of
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words
from articles.text.clean.purposes import purpose, purposes
from articles.text.clean.surroundings import Numbers
from articles.text.clean.traits import is_plain_link

BODY = 0.5  # the probability from which a block is body
MAX_FORM = 12  # blocks in a <form> that asks for something; older pages have one around everything
NEAREST = 3  # elements around a block whose words of class name the box it is in
SHORT = 120  # characters up to which a text in a newsletter's or a cookie notice's box has to be sure to be body
SURE = 0.8  # the probability from which a block is body whatever box it stands in
LIKELY = 0.45  # the probability from which a short sentence below a sure paragraph is the article's next
HEAD = 12  # blocks above the body's first in which byline, date and standfirst stand
MIN_STANDFIRST = 6  # words
MIN_CAPTION = 3  # words; shorter texts at pictures are labels
BELOW = 3  # blocks below the body's last in which a picture's caption is still the article's
PROBE = 60  # characters by which a block is told to be the page's description
_REASONS: tuple[tuple[Reason, int], ...] = (
    (Reason.LEGAL, purpose("cookie", "legal")),
    (Reason.COMMENTS, purpose("comment")),
    (Reason.NEWSLETTER, purpose("newsletter", "paywall", "login")),
    (Reason.ADVERTISEMENT, purpose("ad")),
    (Reason.SHARE, purpose("share")),
    (Reason.RELATED, purpose("related", "popular", "teaser")),
    (Reason.NAVIGATION, purpose("nav", "breadcrumb", "search")),
)
_TAG_REASONS = {"nav": Reason.NAVIGATION, "footer": Reason.LEGAL, "form": Reason.NEWSLETTER, "aside": Reason.RELATED}
_SURE_BOXES = frozenset({Reason.LEGAL, Reason.COMMENTS, Reason.NEWSLETTER, Reason.ADVERTISEMENT})
_STANDFIRST = purpose("standfirst")
_LABEL = re.compile(
    r"^(?:legende|bildunterschrift|caption|image caption|bildtext|foto|photo|image|bild|pie de foto)\s?: ",
    re.IGNORECASE,
)
_CREDIT_ALONE = re.compile(
    r"^(?:©|\(?(?:photo|foto|fotos|image|bild|credit|quelle|source|crédit|fotoğraf|photograph)s?\b|von |by )|/|getty"
    r"|reuters"
    r"|\b(?:afp|dpa|epa|ap|apa|imago|picture alliance|shutterstock|istock|keystone)\b|^tous droits|＝",
    re.IGNORECASE,
)
MAX_CREDIT_WORDS = 8  # a credit alone is a few names
NAMES = 0.75  # of a credit's words begin with a capital
_CAPTION = re.compile(r"caption|bildunterschrift|cutline|legende|figure__text|image-text|pie-?de-?foto")


def page_draft(page: Page, chances: Numbers, metadata: Metadata) -> Draft:
    """Every block with its role: body by its probability, the rest by what it says, repeats or is marked up as."""
    draft = Draft([block.text for block in page.blocks], [True] * len(page.blocks))
    boxed = _reasons_of_elements(page)
    body = [at for at in range(len(page.blocks)) if _is_body(page, at, chances)]
    first, last = (body[0], body[-1]) if body else (len(page.blocks), -1)
    _mark_headline(draft, metadata.headline)
    _mark_captions(draft, page, first - HEAD, last + BELOW)
    _mark_head(draft, page, metadata, first + 1 if len(body) > 1 else first)
    for at in body:
        if draft.is_free(at):
            draft.roles[at] = Role.CONTRIBUTORS if is_contributors(draft.texts[at]) else Role.BODY
    _mark_tags(draft, metadata, last)
    _mark_rest(draft, page, boxed)
    return draft


def _box_of(page: Page, at: int) -> Reason | None:
    """The reason that the words of class of a block's own element or the one around it name."""
    element = page.blocks[at].element
    bits = 0
    for _ in range(NEAREST):
        if element >= 0:
            item = page.elements[element]
            if item.tag == "form" and item.last - item.first <= MAX_FORM:
                return Reason.NEWSLETTER
            bits |= purposes(item.words)
            element = item.parent
    return _named(bits)


@lru_cache(maxsize=2_000)  # sets of purposes are few
def _named(bits: int) -> Reason | None:
    """The first reason that one of these purposes is for."""
    return next((reason for reason, mask in _REASONS if bits & mask), None)


def _is_body(page: Page, at: int, chances: Numbers) -> bool:
    """Whether a block is body: likely enough, or a sentence that goes on where a sure one ends, in the same markup."""
    chance, element = chances[at], page.blocks[at].element
    if chance < SURE and len(page.blocks[at].text) <= SHORT and _box_of(page, at) in _SURE_BOXES:
        return False
    if chance >= BODY or not at or chance < LIKELY or chances[at - 1] < SURE:
        return bool(chance >= BODY)
    above = page.elements[page.blocks[at - 1].element]
    own = page.elements[element]
    alike = (own.tag, own.parent) == (above.tag, above.parent)
    return alike and own.tag == "p" and is_ended(page.blocks[at].text)


def _mark_headline(draft: Draft, headline: str | None) -> None:
    """The first block that is the headline; the same again is repeated."""
    words = folded(headline or "")
    found = False
    for at, text in enumerate(draft.texts if words else ()):
        if len(text) < 2 * len(words) + PROBE and is_folded(text, words):
            if found:
                draft.remove(at, Reason.REPEATED)
            else:
                draft.roles[at] = Role.HEADLINE
            found = True


def _is_caption(page: Page, at: int) -> bool:
    block = page.blocks[at]
    element = block.element
    for _ in range(2):
        if element < 0:
            return False
        item = page.elements[element]
        if item.tag in ("figcaption", "caption") or _names_caption(item.words):
            return True
        element = item.parent
    return _names_caption(block.inline)


@lru_cache(maxsize=2_000)  # of a page's paragraphs all are named alike
def _names_caption(names: str) -> bool:
    return bool(names) and _CAPTION.search(lowered(names)) is not None


def _caption(text: str) -> Caption:
    """The caption without its label; text that only names who took the picture is a credit."""
    text = _LABEL.sub("", text)
    words = text.split()
    named = sum(not word[0].islower() for word in words) >= NAMES * len(words)
    if named and len(words) <= MAX_CREDIT_WORDS and not is_ended(text) and _CREDIT_ALONE.search(text):
        return Caption("", text.strip("© "))
    return caption_of(text) or Caption(text)


def _mark_captions(draft: Draft, page: Page, start: int, end: int) -> None:
    """The texts at the article's pictures; what stands twice is the same picture again, shown larger."""
    seen: set[str] = set()
    for at in range(max(0, start), min(end, len(page.blocks))):
        text = draft.texts[at]
        if not draft.is_free(at) or len(text) > MAX_CAPTION or page.blocks[at].whole or not _is_caption(page, at):
            continue
        caption = _caption(text)
        if folded(caption.text) in seen:
            draft.remove(at, Reason.REPEATED_CAPTION)
        elif not caption.text and at - 1 in draft.captions and not draft.captions[at - 1].credit:
            draft.captions[at - 1] = Caption(draft.captions[at - 1].text, caption.credit)
            draft.roles[at] = Role.CAPTION
        elif length_in_words(caption.text) >= MIN_CAPTION and _box_of(page, at) not in _SURE_BOXES:
            draft.caption(at, caption)
            seen.add(folded(caption.text))


def _mark_head(draft: Draft, page: Page, metadata: Metadata, end: int) -> None:
    """Byline, date and standfirst in the blocks before `end`: the body's second where its first can be one of them."""
    authors = [folded(author) for author in metadata.authors]
    description = folded(metadata.description or "")[:PROBE]
    headline = next(iter(draft.indexes(Role.HEADLINE)), -1)
    for at in range(max(0, end - HEAD), min(end, len(page.blocks))):
        text = draft.texts[at]
        if not draft.is_free(at) or page.blocks[at].whole:
            continue
        words = folded(text[:MAX_BYLINE])
        if len(text) <= MAX_BYLINE and (byline_of(text) or any(author in words for author in authors)):
            draft.roles[at] = Role.BYLINE
        elif len(text) <= MAX_BYLINE and (tag_of(page, page.blocks[at]) == "time" or is_date_line(text)):
            draft.roles[at] = Role.DATE
        elif at > headline >= 0 and _is_standfirst(page, at, words, description) and not draft.indexes(Role.STANDFIRST):
            draft.roles[at] = Role.STANDFIRST


def _is_standfirst(page: Page, at: int, words: str, description: str) -> bool:
    """Whether a block in the head is marked up as a standfirst or repeats the page's description."""
    block = page.blocks[at]
    if length_in_words(block.text) < MIN_STANDFIRST or block.element < 0:
        return False
    item = page.elements[block.element]
    above = page.elements[item.parent].words if item.parent >= 0 else ""
    named = purposes(f"{item.words} {block.inline}") | purposes(above)
    repeats = len(description) == PROBE and words.startswith(description)
    return bool(named & _STANDFIRST) or item.tag in ("h2", "h3") or (repeats and item.tag != "p")


def _mark_tags(draft: Draft, metadata: Metadata, last: int) -> None:
    """The blocks below the body that are the article's tags."""
    tags = {folded(tag) for tag in metadata.tags}
    for at in range(last + 1, len(draft.texts) if tags else 0):
        if draft.is_free(at) and len(draft.texts[at]) < MAX_BYLINE and folded(draft.texts[at]) in tags:
            draft.roles[at] = Role.TAGS


def _reasons_of_elements(page: Page) -> list[Reason | None]:
    """For each element the reason that its own words of class or tag name, else those of the elements around it."""
    reasons: list[Reason | None] = []
    for item in page.elements:
        above = reasons[item.parent] if item.parent >= 0 else None
        reasons.append(_reason_of(item.words, item.tag) or above)
    return reasons


@lru_cache(maxsize=5_000)
def _reason_of(names: str, tag: str) -> Reason | None:
    return _named(purposes(names)) or _TAG_REASONS.get(tag)


def _mark_rest(draft: Draft, page: Page, boxed: list[Reason | None]) -> None:
    """A reason for every block that has no role."""
    seen: set[str] = set()
    for at, block in enumerate(page.blocks):
        if draft.is_free(at):
            reason = boxed[block.element] if block.element >= 0 else None
            draft.remove(at, reason or _unmarked(block, repeated=block.text in seen))
        seen.add(block.text)


def _unmarked(block: Block, *, repeated: bool) -> Reason:
    """The reason of a block that nothing around it names."""
    if repeated:
        return Reason.REPEATED
    if is_plain_link(block):
        return Reason.NAVIGATION
    text = block.text
    sentence = is_ended(text) and length_in_words(text) >= SENTENCE
    return named_reason(text) or (Reason.OUTSIDE if sentence else Reason.NAVIGATION)
