"""A page's structured data and its blocks -> headline, byline, date, source, section, tags, and what to doubt of them.

Written here because libraries answer even where they do not know: here a field that two ways disagree on is doubtful,
and one that nothing names is left empty.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from articles.text.clean.authorship import MIN_PAPER, find_authors
from articles.text.clean.door import folded
from articles.text.clean.page_headline import find_headline
from articles.text.clean.page_tags import tags_of
from articles.text.clean.printed import Printed
from articles.text.clean.published import find_published
from articles.text.clean.structured import Facts, names_in, plain

SECOND_LEVEL = 3  # letters of the second level of a domain that is no one's name ("co.uk", "com.tr")
_SOURCE = ("og:site_name", "application-name", "publisher", "dc.publisher")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article, beside the body; `doubts` names the fields that two ways disagree on."""

    headline: str | None
    authors: tuple[str, ...]
    published: str | None
    source: str | None
    section: str | None
    language: str | None
    description: str | None
    tags: tuple[str, ...]
    doubts: tuple[str, ...]


def read_metadata(facts: Facts, printed: Printed, url: str | None) -> Metadata:
    """What the page says, structured data first, then what is printed on it."""
    source = _source(facts)
    headline, headline_doubt = find_headline(facts, printed, source)
    place = printed.place_of(headline)
    published = find_published(facts, printed, place, url)
    papers = _papers(source, url)
    authors = find_authors(facts, printed, place, papers)
    doubtful = {"headline": headline_doubt, "byline": authors.doubtful, "published": published.doubtful}
    return Metadata(
        headline=headline,
        authors=authors.names,
        published=published.date,
        source=source,
        section=_section(facts),
        language=facts.language[:35] or None,
        description=plain(facts.first("og:description", "description", "twitter:description")) or None,
        tags=tags_of(facts, printed.page, place, papers),
        doubts=tuple(name for name, doubt in doubtful.items() if doubt),
    )


def _source(facts: Facts) -> str | None:
    named = facts.first(*_SOURCE)
    for node in facts.articles if not named else ():
        publisher = [name for name, _ in names_in(node.get("publisher"), facts)]
        if publisher:
            return plain(publisher[0]) or None
    return plain(named) or None


def _papers(source: str | None, url: str | None) -> list[str]:
    """The names by which a page calls its paper, folded and without spaces: the source, and its address without TLD."""
    labels = (urlsplit(url or "").hostname or "").split(".")
    host = labels[-3] if len(labels) > 2 and len(labels[-2]) <= SECOND_LEVEL else labels[-2] if len(labels) > 1 else ""
    names = [folded(source or "").replace(" ", ""), folded(host).replace(" ", "")]
    return [name for name in dict.fromkeys(names) if len(name) >= MIN_PAPER]


def _section(facts: Facts) -> str | None:
    sections = [value for node in facts.articles for value, _ in names_in(node.get("articleSection"), facts)]
    return plain(sections[0] if sections else facts.first("article:section", "section")) or None
