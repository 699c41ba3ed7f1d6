"""A page's structured data and its blocks -> headline, byline, date, source, section, tags, and what to doubt of them.

Written here because libraries answer even where they do not know: here a field that two ways disagree on is doubtful,
and one that nothing names is left empty.
"""

import html as entities
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.text.clean.dates import read_date
from articles.text.clean.door import folded, tidy
from articles.text.clean.people import people_in
from articles.text.clean.structured import Facts, Node
from articles.text.clean.tags import MAX_TAGS

AGREES = 0.6  # of the shorter one's words: an h1 and a page's title that share so many name the same headline
MAX_HEADLINE = 300  # characters
_SITE_BREAK = re.compile(r"\s+[|–—·»:-]+\s+|\s*\|\s*")
_PUBLISHED = ["article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "article.published", "cxenseparse:recs:publishtime", "article:published", "published_date", "last-modified"]
_AUTHOR = (
    ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author", "article:author_name"]
)
_SOURCE = ("og:site_name", "application-name", "publisher", "dc.publisher")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|_|$)")


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


def read_metadata(
    facts: Facts, h1: Sequence[str], times: Sequence[str], bylines: Sequence[str], url: str | None
) -> Metadata:
    """What the page says, structured data first. `h1`, `times` and `bylines` are texts found in its blocks."""
    source = _source(facts)
    headline, headline_doubt = _headline(facts, h1, source)
    published, date_doubt = _published(facts, times, url)
    doubts = [name for name, doubtful in (("headline", headline_doubt), ("published", date_doubt)) if doubtful]
    return Metadata(
        headline=headline,
        authors=_authors(facts, bylines, source),
        published=published,
        source=source,
        section=_section(facts),
        language=facts.language[:35] or None,
        description=_plain(facts.first("og:description", "description", "twitter:description")) or None,
        tags=_tags(facts),
        doubts=tuple(doubts),
    )


def _plain(text: str) -> str:
    """A structured value as text: entities resolved twice encoded ones too, tags dropped."""
    return tidy(re.sub(r"<[^<>]{0,200}>", " ", entities.unescape(entities.unescape(text)))) if text else ""


def _agreement(one: str, other: str) -> float:
    a, b = set(folded(one).split()), set(folded(other).split())
    return len(a & b) / min(len(a), len(b)) if len(a) > 2 and b else float(a == b and bool(a))


def _without_site(title: str, source: str | None) -> str:
    """A document's title without the paper's name at its end or start."""
    pieces = _SITE_BREAK.split(title)
    if len(pieces) < 2:
        return title
    last, first = pieces[-1], pieces[0]
    names = folded(source or "")
    if folded(last) and (folded(last) in names or (names and names in folded(last)) or len(last) < len(title) / 3):
        return title[: title.rfind(last)].rstrip(" |–—·»:-")
    if folded(first) and folded(first) in names:
        return title[len(first) :].lstrip(" |–—·»:-")
    return title


def _headline(facts: Facts, h1: Sequence[str], source: str | None) -> tuple[str | None, bool]:
    """The h1 that agrees with what structured data calls the page, else what structured data says."""
    structured = [_plain(text) for text in facts.strings("headline")[:1]]
    structured += [_without_site(_plain(facts.first(key)), source) for key in ("og:title", "twitter:title")]
    structured = [text for text in [*structured, _without_site(facts.title, source)] if text]
    best, found = AGREES, None
    for heading in h1:
        for named in structured if 5 < len(heading) <= MAX_HEADLINE else ():
            if _agreement(heading, named) > best or (found is None and _agreement(heading, named) == best):
                best, found = _agreement(heading, named), heading
    if found:
        return found, False
    if structured:
        return structured[0][:MAX_HEADLINE], bool(h1)
    return (h1[0][:MAX_HEADLINE], True) if h1 else (None, False)


def _published(facts: Facts, times: Sequence[str], url: str | None) -> tuple[str | None, bool]:
    """The first date that a way of telling finds, the surest way first; doubtful where the next one names another day."""
    ways = [
        next(filter(None, map(read_date, facts.strings("datePublished"))), None),
        next(filter(None, (read_date(facts.first(key)) for key in _PUBLISHED)), None),
        next(filter(None, map(read_date, times)), None),
        _url_date(url),
    ]
    found = [date for date in ways if date]
    if not found:
        return None, False
    return found[0], len(found) > 1 and found[0][:10] not in {date[:10] for date in found[1:]}


def _url_date(url: str | None) -> str | None:
    match = _URL_DATE.search(url or "")
    return read_date(f"{match[1]}-{match[2]}-{match[3]}") if match else None


def _authors(facts: Facts, bylines: Sequence[str], source: str | None) -> tuple[str, ...]:
    paper = folded(source or "")
    for named in _author_ways(facts, bylines):
        people = tuple(dict.fromkeys(name for name in named if folded(name) != paper))
        if people:
            return people
    return ()


def _author_ways(facts: Facts, bylines: Sequence[str]) -> Iterator[list[str]]:
    for node in facts.articles:
        yield [
            name
            for value in _names(node.get("author") or node.get("creator"), facts)
            for name in people_in(_plain(value))
        ]
    for key in _AUTHOR:
        yield [name for value in facts.meta.get(key, ()) if "://" not in value for name in people_in(_plain(value))]
    for line in bylines:
        yield list(people_in(line))


def _names(value: object, facts: Facts) -> list[str]:
    """The names in an author value: a string, an object with a name or a reference to one, or a list of these."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for entry in value[:MAX_TAGS] if not isinstance(entry, list) for name in _names(entry, facts)]
    if isinstance(value, dict):
        known: Node = facts.named.get(str(value.get("@id")), value) if "name" not in value else value
        name = known.get("name")
        return (
            [name]
            if isinstance(name, str)
            else [entry for entry in name or () if isinstance(entry, str)]
            if isinstance(name, list)
            else []
        )
    return []


def _source(facts: Facts) -> str | None:
    named = facts.first(*_SOURCE)
    for node in facts.articles if not named else ():
        publisher = _names(node.get("publisher"), facts)
        if publisher:
            return _plain(publisher[0]) or None
    return _plain(named) or None


def _section(facts: Facts) -> str | None:
    sections = [value for node in facts.articles for value in _names(node.get("articleSection"), facts)]
    return _plain(sections[0] if sections else facts.first("article:section", "section")) or None


def _tags(facts: Facts) -> tuple[str, ...]:
    tags = facts.meta.get("article:tag", [])
    if len(tags) == 1:
        tags = tags[0].split(",")
    if not tags:
        tags = [
            piece
            for node in facts.articles[:1]
            for value in _names(node.get("keywords"), facts)
            for piece in value.split(",")
        ]
    if not tags:
        tags = facts.first("news_keywords", "keywords").split(",")
    return tuple(dict.fromkeys(filter(None, map(_plain, tags))))[:MAX_TAGS]
