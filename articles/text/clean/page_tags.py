"""A page's structured data, and the links below its article -> the article's tags.

Written here because sites mix the tags with what their own machinery needs: numbers, the paper's name, categories of a
classifier. What is no word of a reader's is left out.
"""

import re
from collections.abc import Iterator, Sequence

from articles.text.clean.blocks import Element, Page
from articles.text.clean.door import folded
from articles.text.clean.purposes import MAX_NAMES, purpose
from articles.text.clean.structured import Facts, names_in, plain
from articles.text.clean.tags import MAX_TAG_WORDS, MAX_TAGS, split_tags
from articles.text.clean.traits import is_plain_link

MAX_CODES = 0.5  # of the tags are codes in capitals; more, and they are an agency's subject codes
MIN_PROSE = 80  # characters of a block of prose
MAX_TAG = 100  # characters; longer is a sentence
MAX_READ = 500  # pieces that are looked at; some pages list thousands
MAX_BOX = 30  # links in a box of tags; more are a site's index
_MACHINE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{20,}|\d+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}|(?:NLP )?(?:Category|Entity Tokens): .*|\w+_\w+"
)
_BOX = re.compile(
    r"(?:^|[\s_-])(?:article|story|post|entry|content|news)?[_-]?(?:tags?|topics?|keywords?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TAGS = purpose("tag")
_COUNT = re.compile(r"^\(\d+\) ")


def tags_of(facts: Facts, page: Page, place: int, papers: Sequence[str]) -> tuple[str, ...]:
    """The tags in meta tags made for them, else in JSON-LD's keywords, else in a box of links below the headline."""
    ways = (
        facts.said("article:tag"),
        _keywords(facts),
        [facts.first("news_keywords", "keywords")],
        _printed(page, place),
    )
    for way in ways:
        values = list(way)
        pieces = values[0].split(",", MAX_READ) if len(values) == 1 else values
        tags = [tag for tag in dict.fromkeys(map(plain, pieces[:MAX_READ])) if _is_tag(tag, papers)]
        codes = sum(tag.isascii() and tag.isupper() and " " not in tag for tag in tags)
        if tags and codes <= len(tags) * MAX_CODES:
            return tuple(_cut(tags[0], page) if len(tags) == 1 else tags)[:MAX_TAGS]
    return ()


def _is_tag(tag: str, papers: Sequence[str]) -> bool:
    """Whether a piece is a reader's word: no number, no address, no machine's category and not the paper's name."""
    return 0 < len(tag) <= MAX_TAG and not _MACHINE.fullmatch(tag) and folded(tag).replace(" ", "") not in papers


def _cut(tag: str, page: Page) -> tuple[str, ...]:
    """The tags that were run together in one, told by what the page's prose names."""
    if len(tag.split()) <= MAX_TAG_WORDS // 2:
        return (tag,)
    return split_tags(tag, "\n".join(block.text for block in page.blocks if len(block.text) >= MIN_PROSE))


def _keywords(facts: Facts) -> Iterator[str]:
    for node in facts.articles[:1]:
        for value, _ in names_in(node.get("keywords"), facts):
            yield from value.split(",")


def _printed(page: Page, place: int) -> list[str]:
    """The short links in the first box below the headline that is named after tags, and holds nothing else."""
    for box in page.elements:
        is_small = box.means & _TAGS and box.first > place and 0 < box.last - box.first <= MAX_BOX
        if is_small and _BOX.search(box.words[:MAX_NAMES]):
            links = _links(page, box)
            if links:
                return links
    return []


def _links(page: Page, box: Element) -> list[str]:
    blocks = page.blocks[box.first : box.last]
    links = [_COUNT.sub("", block.text).lstrip("#") for block in blocks if is_plain_link(block) and not block.whole]
    return links if len(links) >= len(blocks) - 1 and all(len(link.split()) <= MAX_TAG_WORDS for link in links) else []
