"""An HTML page -> CleanArticle, with every block of visible text accounted for.

Written here because the best extractor is slow, the fast ones let navigation in, and none says what it left out: one
parse, traits of every block, a learned forest that judges them, and rules that name what each one is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from articles.text.article import CleanArticle, Part, Reason, Removed, Role
from articles.text.clean.blocks import Page
from articles.text.clean.cutting import cut_page
from articles.text.clean.draft import Draft
from articles.text.clean.embedded import carried_text
from articles.text.clean.forest import Forest, load_forest
from articles.text.clean.headline import is_doubtful_headline
from articles.text.clean.live import is_live
from articles.text.clean.markup import readable
from articles.text.clean.metadata import Metadata, read_metadata
from articles.text.clean.page_roles import page_draft
from articles.text.clean.people import byline_of
from articles.text.clean.printed import Printed
from articles.text.clean.structured import Facts, paragraphs_of, read_facts
from articles.text.clean.surroundings import Numbers
from articles.text.clean.traits import Hints, judged_blocks, page_traits

UNSURE = (0.3, 0.7)  # a block whose probability is between these could as well be left out, or in
MAX_UNSURE = 0.25  # of the body's characters in such blocks, from which the article is marked doubtful
ENOUGH = 8  # paragraphs in which a headline's words stand if they stand in the article
MIN_STRUCTURED = 300  # characters of text in structured data that can be an article
MUCH_MORE = 3.0  # times as long as the body found: the article's text in structured data is then taken instead
STUB = 1_500  # characters of a body up to which the scripts are searched for more of it


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as parsed: its blocks, its structured data, and what that says of the article."""

    page: Page
    facts: Facts
    metadata: Metadata
    hints: Hints
    cut: bool


@lru_cache(maxsize=1)
def shipped_forest() -> Forest:
    """The forest that judges the blocks of pages, read once."""
    return load_forest("pages.npz")


def clean_page(html: str, *, url: str | None = None) -> CleanArticle:
    """The article on an HTML page; `parts` are its blocks of visible text in order. Never raises.

    `url` dates the article where the page does not. Time and memory are bounded whatever the page: where a bound bit,
    or where the blocks are hard to tell, "paragraphs" is among the doubts.
    """
    return clean_read_page(read_page(html, url=url), shipped_forest(), url=url)


def read_page(html: str, *, url: str | None) -> ReadPage:
    """The page parsed and cut into blocks, with its metadata; nothing is judged yet."""
    html, cut = readable(html)
    page = cut_page(html)
    facts = read_facts(page)
    metadata = read_metadata(facts, Printed(page), url)
    body = max(facts.strings("articleBody"), key=len, default="")
    return ReadPage(
        page, facts, metadata, Hints(metadata.headline or "", metadata.description or "", body), cut or page.cut
    )


def clean_read_page(read: ReadPage, forest: Forest, *, url: str | None) -> CleanArticle:
    """The article on a page that was read, its blocks judged by this forest."""
    chances = judged(read, forest)
    draft = page_draft(read.page, chances, read.metadata)
    return _article(draft, chances, read, url)


def judged(read: ReadPage, forest: Forest) -> Numbers:
    """For each block the probability that it is of the article's body."""
    chances = np.zeros(len(read.page.blocks))
    at = judged_blocks(read.page)
    if at:
        from articles.text.clean.leaves import reached_leaves  # compiled

        chances[at] = forest.probabilities(page_traits(read.page, read.hints, at), reached_leaves)
    return chances


def _article(draft: Draft, chances: Numbers, read: ReadPage, url: str | None) -> CleanArticle:
    metadata = read.metadata
    body = draft.indexes(Role.BODY)
    doubts = _doubts(draft, body, chances, read)
    _take_unshown(draft, body, read)
    count = range(len(draft.texts))
    parts = tuple(map(Part, draft.texts, map(draft.roles.__getitem__, count), map(draft.reasons.get, count)))
    return CleanArticle(
        headline=metadata.headline,
        standfirst=" ".join(draft.texts_of(Role.STANDFIRST)) or None,
        byline=", ".join(metadata.authors) or next(map(byline_of, draft.texts_of(Role.BYLINE)), None),
        authors=metadata.authors,
        source=metadata.source,
        section=metadata.section,
        published=metadata.published,
        language=metadata.language,
        url=url,
        captions=tuple(draft.captions[at] for at in sorted(draft.captions)),
        contributors=" ".join(draft.texts_of(Role.CONTRIBUTORS)) or None,
        tags=metadata.tags,
        paragraphs=tuple(draft.texts_of(Role.BODY)),
        removed=tuple(Removed(part.text, part.reason, at) for at, part in enumerate(parts) if part.reason),
        parts=parts,
        doubts=doubts,
    )


def _take_unshown(draft: Draft, body: Sequence[int], read: ReadPage) -> None:
    """Where the page shows next to nothing of the text that its structured data or its scripts have, take that."""
    shown = [draft.texts[at] for at in body]
    size = sum(map(len, shown))
    if size >= STUB and len(read.hints.body) <= MUCH_MORE * size:
        return
    text = paragraphs_of(read.hints.body)
    if size < STUB and sum(map(len, text)) <= size:
        text = carried_text(read.facts.scripts, shown=shown, headline=read.metadata.headline or "")
    if sum(map(len, text)) > max(MUCH_MORE * size, MIN_STRUCTURED):
        for index in body:
            draft.remove(index, Reason.REPEATED)
        first = len(draft.texts)
        draft.texts = [*draft.texts, *text]
        draft.roles.update({first + at: Role.BODY for at in range(len(text))})


def _doubts(draft: Draft, body: Sequence[int], chances: Numbers, read: ReadPage) -> tuple[str, ...]:
    """The fields to doubt; "paragraphs" where a bound bit, in a live blog, and where much was a close call."""
    texts = draft.texts
    unsure = np.flatnonzero((chances > UNSURE[0]) & (chances < UNSURE[1])).tolist()
    close = sum(len(texts[at]) for at in unsure) > MAX_UNSURE * sum(len(texts[at]) for at in body)
    doubts = list(read.metadata.doubts)
    headline = read.metadata.headline
    first = [texts[at] for at in body[:ENOUGH]]
    if "headline" not in doubts and headline and first and is_doubtful_headline(headline, first):
        doubts.append("headline")
    if read.cut or not body or close or is_live(read.page, read.facts.articles):
        doubts.append("paragraphs")
    return tuple(doubts)
