"""A page's structured data and its blocks -> headline, byline, date, source, section, tags, and what to doubt of them.

Written here because libraries answer even where they do not know: here a field that two ways disagree on is doubtful,
and one that nothing names is left empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as calendar

from articles.text.clean.authors import authors_named
from articles.text.clean.dates import read_date
from articles.text.clean.door import folded
from articles.text.clean.people import people_in
from articles.text.clean.printed import Printed
from articles.text.clean.structured import Facts, Node, kind_of, plain
from articles.text.clean.tags import MAX_TAGS

AGREES = 0.6  # of the shorter one's words: an h1 and a page's title that share so many name the same headline
UTC = ("Z", "+00:00")  # ends of a date that a site's machine writes, and of no newsroom's clock
MIN_PAPER = 3  # letters from which a part of the paper's name is the paper's
MAX_HEADLINE = 300  # characters
_SITE_BREAK = re.compile(r"\s+[|–—·»:-]+\s+|\s*\|\s*")
_PUBLISHED = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "article:published",
    "published_date",
    "last-modified",
]
_AUTHOR = re.compile(r"^(?:author|article:author(?:_name)?|byl|.{1,30}[.:]author|dc\.creator)$")
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


def read_metadata(facts: Facts, printed: Printed, url: str | None) -> Metadata:
    """What the page says, structured data first, then what is printed on it."""
    source = _source(facts)
    headline, headline_doubt = _headline(facts, printed.headings(), source)
    published, date_doubt = _published(facts, printed, url)
    doubts = [name for name, doubtful in (("headline", headline_doubt), ("published", date_doubt)) if doubtful]
    return Metadata(
        headline=headline,
        authors=_authors(facts, printed, source),
        published=published,
        source=source,
        section=_section(facts),
        language=facts.language[:35] or None,
        description=plain(facts.first("og:description", "description", "twitter:description")) or None,
        tags=_tags(facts),
        doubts=tuple(doubts),
    )


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
    h1 = [heading for heading in h1 if folded(heading) != folded(source or "")]
    structured = [plain(text) for text in facts.strings("headline")[:1]]
    structured += [_without_site(plain(facts.first(key)), source) for key in ("og:title", "twitter:title")]
    structured = [text for text in [*structured, _without_site(facts.title, source)] if text]
    printed = set(map(folded, h1))
    said_twice = len(structured) > 1 and bool(facts.strings("headline")) and structured[0] == structured[1]
    if said_twice and printed.isdisjoint(map(folded, structured)):
        return structured[0][:MAX_HEADLINE], False  # JSON-LD and og:title agree to the letter: the h1 has a kicker
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


def _published(facts: Facts, printed: Printed, url: str | None) -> tuple[str | None, bool]:
    """The first date that a way of telling finds, the surest way first; doubtful where no other names the same day."""
    ways = [
        next(filter(None, map(read_date, facts.strings("datePublished"))), None),
        next(filter(None, (read_date(facts.first(key)) for key in _PUBLISHED)), None),
        next(filter(None, map(read_date, printed.times())), None),
        _url_date(url),
    ]
    found = [date for date in ways if date]
    written = printed.dates() if not found or found[0].endswith(UTC) else ()
    found += written[:1]
    if not found:
        return None, False
    local = _local(found[0], written)
    return local, len(found) > 1 and local[:10] not in {date[:10] for date in found[1:]}


def _local(date: str, written: Sequence[str]) -> str:
    """The date as its readers saw it: where it is given in UTC and the page writes the day before or after, that."""
    if date.endswith(UTC):
        day = calendar.fromisoformat(date[:10])
        for other in written:
            if abs((calendar.fromisoformat(other[:10]) - day).days) == 1 and date[:10] not in {w[:10] for w in written}:
                return other
    return date


def _url_date(url: str | None) -> str | None:
    match = _URL_DATE.search(url or "")
    return read_date(f"{match[1]}-{match[2]}-{match[3]}") if match else None


def _authors(facts: Facts, printed: Printed, source: str | None) -> tuple[str, ...]:
    """The authors by the surest way that names any; the paper itself only where it says that it is no person."""
    paper = folded(source or "").replace(" ", "")
    for named in _author_ways(facts, printed):
        people = [name for name in named if name and not _is_paper(name, paper)]
        if people:
            return tuple(dict.fromkeys(people))
    for node in facts.articles:
        author = node.get("author")
        if isinstance(author, dict) and "Organization" in kind_of(author):
            return tuple(map(plain, _names(author, facts)))
    return ()


def _is_paper(name: str, paper: str) -> bool:
    """Whether an author's name is the paper's, with or without "staff" and the like."""
    name = folded(name).replace(" ", "")
    return bool(paper) and (paper in name or (len(name) > MIN_PAPER and name in paper))


def _author_ways(facts: Facts, printed: Printed) -> Iterator[list[str]]:
    for node in facts.articles:
        names = _names(node.get("author") or node.get("creator"), facts)
        yield [name for value in names for name in authors_named(plain(value))]
    for key in [key for key in facts.meta if _AUTHOR.search(key)]:
        yield [name for value in facts.meta[key] for name in authors_named(plain(value))]
    yield list(printed.linked_authors())
    for line in printed.bylines():
        yield [name for name in people_in(line) if " " in name]
    yield [name for name in facts.layered_authors() if " " in name]


def _names(value: object, facts: Facts) -> list[str]:
    """The names in an author value: a string, an object with a name or a reference to one, or a list of these."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for entry in value[:MAX_TAGS] if not isinstance(entry, list) for name in _names(entry, facts)]
    if isinstance(value, dict):
        known: Node = facts.named.get(str(value.get("@id")), value) if "name" not in value else value
        name = known.get("name") or " ".join(filter(None, (_text(known, "givenName"), _text(known, "familyName"))))
        return (
            [name]
            if isinstance(name, str)
            else [entry for entry in name or () if isinstance(entry, str)]
            if isinstance(name, list)
            else []
        )
    return []


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""


def _source(facts: Facts) -> str | None:
    named = facts.first(*_SOURCE)
    for node in facts.articles if not named else ():
        publisher = _names(node.get("publisher"), facts)
        if publisher:
            return plain(publisher[0]) or None
    return plain(named) or None


def _section(facts: Facts) -> str | None:
    sections = [value for node in facts.articles for value in _names(node.get("articleSection"), facts)]
    return plain(sections[0] if sections else facts.first("article:section", "section")) or None


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
    return tuple(dict.fromkeys(filter(None, map(plain, tags))))[:MAX_TAGS]
