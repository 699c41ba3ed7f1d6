"""An HTML page -> CleanArticle, with every block of visible text accounted for.

Written here because the best extractor is slow, the fast ones let navigation in, and none says what it left out.
"""

from articles.text.article import Caption, CleanArticle, Part, Reason, Removed, Role
from articles.text.clean.blocks import Block, Page, cut_page
from articles.text.clean.captions import caption_of
from articles.text.clean.door import folded
from articles.text.clean.draft import Draft
from articles.text.clean.marks import is_contributors
from articles.text.clean.markup import parse_page
from articles.text.clean.metadata import Metadata, read_metadata
from articles.text.clean.people import byline_of
from articles.text.clean.prose import prose_score
from articles.text.clean.reasons import explain
from articles.text.clean.run import best_run
from articles.text.clean.structured import read_facts

LINKED = -1.0  # what a block scores whose text is links
FURNITURE = frozenset({"nav", "footer", "aside", "button", "form", "label", "menu", "legend"})
OUTSIDE_SCORE = -2.0


def clean_page(html: str, *, url: str | None = None) -> CleanArticle:
    """The article on an HTML page; `parts` are its blocks of visible text in order. Never raises.

    `url` dates the article where the page does not. Time and memory are bounded whatever the page: where a bound bit,
    "paragraphs" is among the doubts.
    """
    tree, cut = parse_page(html)
    if tree is None:
        return CleanArticle(url=url)
    facts = read_facts(tree)
    page = cut_page(tree)
    headings = [block.text for block in page.blocks if _tag(page, block) == "h1"]
    times = [time for node in tree.iter("time") for time in (node.get("datetime"), node.text) if time]
    bylines = [line for line in (byline_of(block.text) for block in page.blocks) if line]
    metadata = read_metadata(facts, headings, times, bylines, url)
    draft = _draft(page, metadata)
    return _article(draft, metadata, url, cut=cut or page.cut)


def _tag(page: Page, block: Block) -> str:
    return page.elements[block.element].tag if block.element >= 0 else ""


def _draft(page: Page, metadata: Metadata) -> Draft:
    """Each block with its role: the best run of prose is the body."""
    draft = Draft([block.text for block in page.blocks], [True] * len(page.blocks))
    _mark(page, draft, metadata)
    start, end = best_run([_score(page, draft, index) for index in range(len(page.blocks))])
    for index in range(start, end):
        if draft.is_free(index) and _score(page, draft, index) > LINKED:
            draft.roles[index] = Role.BODY
    explain(draft, start, end)
    return draft


def _mark(page: Page, draft: Draft, metadata: Metadata) -> None:
    headline, description = folded(metadata.headline or ""), folded(metadata.description or "")
    for index, block in enumerate(page.blocks):
        words = folded(block.text) if len(block.text) < 1000 else ""
        if words and words == headline:
            seen = bool(draft.indexes(Role.HEADLINE))
            draft.remove(index, Reason.REPEATED) if seen else draft.roles.update({index: Role.HEADLINE})
        elif words and words == description and not draft.indexes(Role.STANDFIRST):
            draft.roles[index] = Role.STANDFIRST
        elif _tag(page, block) == "figcaption":
            draft.caption(index, caption_of(block.text) or Caption(block.text))
        elif is_contributors(block.text):
            draft.roles[index] = Role.CONTRIBUTORS


def _score(page: Page, draft: Draft, index: int) -> float:
    block = page.blocks[index]
    if not draft.is_free(index):
        return -0.2
    element = block.element
    while element >= 0:
        if page.elements[element].tag in FURNITURE:
            return OUTSIDE_SCORE
        element = page.elements[element].parent
    if block.linked > len(block.text) / 2:
        return LINKED
    return prose_score(block.text)


def _article(draft: Draft, metadata: Metadata, url: str | None, *, cut: bool) -> CleanArticle:
    parts = tuple(Part(text, draft.roles[at], draft.reasons.get(at)) for at, text in enumerate(draft.texts))
    return CleanArticle(
        headline=metadata.headline,
        standfirst=" ".join(draft.texts_of(Role.STANDFIRST)) or None,
        byline=", ".join(metadata.authors) or None,
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
        doubts=metadata.doubts + (("paragraphs",) if cut else ()),
    )
