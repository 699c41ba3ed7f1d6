"""The judged blocks of a page -> a role for each, and for what is left out a reason.

Written here because the roles and reasons are newsdesk's own. The forest says what is body; markup, words of class and
what structured data repeats say what the rest is.
"""

from functools import lru_cache, reduce
from operator import or_

from articles.text.article import Reason, Role
from articles.text.clean.blocks import Block, Page
from articles.text.clean.dates import is_date_line
from articles.text.clean.door import folded, places_folded
from articles.text.clean.draft import Draft
from articles.text.clean.marks import is_contributors, named_reason
from articles.text.clean.metadata import Metadata
from articles.text.clean.page_body import CERTAIN, body_blocks
from articles.text.clean.page_captions import mark_captions
from articles.text.clean.people import MAX_BYLINE, byline_of
from articles.text.clean.printed import tag_of
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words
from articles.text.clean.purposes import purpose, purposes
from articles.text.clean.surroundings import Numbers
from articles.text.clean.traits import is_plain_link

MAX_FORM = 12  # blocks in a <form> that asks for something; older pages have one around everything
NEAREST = 3  # elements around a block whose words of class name the box it is in
SHORT = 120  # characters up to which a text in a newsletter's or a cookie notice's box has to be sure to be body
SURE = 0.8  # the probability from which a block is body whatever box it stands in
HEAD = 12  # blocks above the body's first in which byline, date and standfirst stand
MIN_STANDFIRST = 6  # words
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
_NAMING = reduce(or_, (mask for _, mask in _REASONS))
_TAG_REASONS = {"nav": Reason.NAVIGATION, "footer": Reason.LEGAL, "form": Reason.NEWSLETTER, "aside": Reason.RELATED}
# What a paywall hides is the article, so its box is none of these.
_BOXES = purpose("cookie", "legal", "comment", "newsletter", "login", "ad")
_STANDFIRST = purpose("standfirst")


def page_draft(page: Page, chances: Numbers, metadata: Metadata) -> Draft:
    """Every block with its role: body by its probability, the rest by what it says, repeats or is marked up as."""
    draft = Draft([block.text for block in page.blocks], [True] * len(page.blocks))
    boxed = _reasons_of_elements(page)
    _mark_headline(draft, metadata.headline)
    body = body_blocks(page, chances, _heading(draft, page))
    body = [at for at in body if not _is_boxed(page, at, chances[at])]
    first, last = (body[0], body[-1]) if body else (len(page.blocks), -1)
    for at in mark_captions(draft, page, body, sure={at for at in body if chances[at] >= CERTAIN}):
        draft.remove(at, boxed[page.blocks[at].element] or Reason.OUTSIDE)
    _mark_head(draft, page, metadata, first + 1 if len(body) > 1 else first)
    for at in body:
        if draft.is_free(at):
            draft.roles[at] = Role.CONTRIBUTORS if is_contributors(draft.texts[at]) else Role.BODY
    _mark_tags(draft, metadata, last)
    _mark_rest(draft, page, boxed)
    return draft


def _is_boxed(page: Page, at: int, chance: float) -> bool:
    """Whether a short text stands in a box that no article has and is not sure to be body all the same."""
    if chance >= SURE or len(page.blocks[at].text) > SHORT:
        return False
    element = page.blocks[at].element
    for _ in range(NEAREST):
        if element < 0:
            return False
        item = page.elements[element]
        if item.means & _BOXES or (item.tag == "form" and item.last - item.first <= MAX_FORM):
            return True
        element = item.parent
    return False


@lru_cache(maxsize=2_000)  # sets of purposes are few
def _named(bits: int) -> Reason | None:
    """The first reason that one of these purposes is for."""
    return next((reason for reason, mask in _REASONS if bits & mask), None)


def _heading(draft: Draft, page: Page) -> int:
    """The headline's block, else the first h1; -1 where there is neither."""
    found = draft.indexes(Role.HEADLINE) or [at for at, block in enumerate(page.blocks) if tag_of(page, block) == "h1"]
    return found[0] if found else -1


def _mark_headline(draft: Draft, headline: str | None) -> None:
    """The first block that is the headline; the same again is repeated."""
    words = folded(headline or "")
    places = list(places_folded(draft.texts if words else (), words, 2 * len(words) + PROBE))
    for at in places[:1]:
        draft.roles[at] = Role.HEADLINE
    for at in places[1:]:
        draft.remove(at, Reason.REPEATED)


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
    named = purposes(f"{item.words} {block.inline}") | (page.elements[item.parent].means if item.parent >= 0 else 0)
    repeats = len(description) == PROBE and words.startswith(description)
    return bool(named & _STANDFIRST) or item.tag in ("h2", "h3") or (repeats and item.tag != "p")


def _mark_tags(draft: Draft, metadata: Metadata, last: int) -> None:
    """The blocks below the body that are the article's tags."""
    tags = {folded(tag) for tag in metadata.tags}
    letters = {tag[:1] for tag in tags}
    for at in range(last + 1, len(draft.texts) if tags else 0):
        text = draft.texts[at]
        is_other = text[0].isalnum() and text[0].lower() not in letters and text.isascii()  # as most are
        if not is_other and draft.is_free(at) and len(text) < MAX_BYLINE and folded(text) in tags:
            draft.roles[at] = Role.TAGS


def _reasons_of_elements(page: Page) -> list[Reason | None]:
    """For each element the reason that its own words of class or tag name, else those of the elements around it."""
    reasons: list[Reason | None] = []
    for item in page.elements:
        above = reasons[item.parent] if item.parent >= 0 else None
        reasons.append((_named(item.means) if item.means & _NAMING else None) or _TAG_REASONS.get(item.tag) or above)
    return reasons


def _mark_rest(draft: Draft, page: Page, boxed: list[Reason | None]) -> None:
    """A reason for every block that has no role."""
    seen: set[str] = set()
    roles, reasons = draft.roles, draft.reasons
    for at, block in enumerate(page.blocks):
        if at not in roles:
            reason = boxed[block.element] if block.element >= 0 else None
            roles[at] = Role.REMOVED
            reasons[at] = reason or _unmarked(block, repeated=block.text in seen)
        seen.add(block.text)


def _unmarked(block: Block, *, repeated: bool) -> Reason:
    """The reason of a block that nothing around it names."""
    if repeated:
        return Reason.REPEATED
    if is_plain_link(block):
        return Reason.NAVIGATION
    text = block.text
    named = named_reason(text)
    if named:
        return named
    return Reason.OUTSIDE if is_ended(text) and length_in_words(text) >= SENTENCE else Reason.NAVIGATION
