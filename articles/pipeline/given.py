"""What a dump's own fields say of an article -> a CleanArticle, or what a page's cleaning left open.

Pure text work without a table; beside the ingest because only dumps give fields.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from articles.text.article import Caption, CleanArticle, Part, Role
from articles.text.clean.dates import is_ambiguous, read_date
from articles.text.clean.door import folded, tidy
from articles.text.clean.people import byline_of, people_in
from articles.text.formats import RawRecord

# Lines broken by a typewriter's width end in the middle of a sentence; paragraphs seldom do.
BROKEN_SHARE = 0.6
BROKEN_LENGTH = range(40, 100)
SENTENCE_END = (".", "!", "?", "”", '"', "’", "»", "。", "؟", "۔", ":", "…")
# Fields that a page's cleaning may leave open, and which a dump's own fields then fill.
LENT = ("headline", "standfirst", "byline", "source", "section", "published", "captured", "language", "contributors")

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def article_of(record: RawRecord) -> CleanArticle:
    """Give the article that a record's fields make; nothing of its body is left out."""
    body = paragraphs_in(record.text)
    fields = fields_of(record.given, url=record.url)
    standfirst = fields.standfirst
    if standfirst and _opens(body, standfirst):
        fields = replace(fields, standfirst=None)
    article = replace(fields, paragraphs=body)
    return replace(article, parts=_parts(article))


def lend(article: CleanArticle, given: Mapping[str, str], *, url: str | None) -> CleanArticle:
    """Give the article with its open fields filled from what the dump says; what cleaning found stays."""
    fields = fields_of(given, url=url)
    filled = {name: getattr(fields, name) for name in LENT if getattr(article, name) is None}
    lists = {name: getattr(fields, name) for name in ("authors", "tags", "captions") if not getattr(article, name)}
    return replace(article, **filled, **lists, url=article.url or fields.url)


def fields_of(given: Mapping[str, str], *, url: str | None) -> CleanArticle:
    """Give an article without a body from fields by name, each brought into our form."""
    published, captured = given.get("published"), given.get("captured")
    authors = _authors(given.get("authors", ""))
    return CleanArticle(
        headline=tidy(given.get("headline", "")) or None,
        standfirst=tidy(given.get("standfirst", "")) or None,
        byline=", ".join(authors) or None,
        authors=authors,
        source=tidy(given.get("source", "")).removeprefix("www.") or None,
        section=tidy(given.get("section", "")) or None,
        published=read_date(published) if published else None,
        captured=read_date(captured) if captured else None,
        language=given.get("language", "")[:20] or None,
        url=url or given.get("url"),
        captions=tuple(Caption(tidy(line)) for line in given.get("caption", "").split("\n") if line.strip()),
        contributors=tidy(given.get("contributors", "").replace("\n", ", ")) or None,
        tags=_tags(given.get("tags", "")),
        doubts=("published",) if published and is_ambiguous(published) else (),
    )


def paragraphs_in(text: str) -> tuple[str, ...]:
    """Give a body's paragraphs: its lines, or what blank lines part where lines are broken at a typewriter's width."""
    blocks = _BLANK_LINE.split(text) if _is_broken(text) else text.split("\n")
    return tuple(line for block in blocks if (line := tidy(block.replace("\n", " "))))


def _is_broken(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    inner = [line for line, after in pairwise(lines) if line and after]
    if len(inner) < 3 or "" not in lines:
        return False
    broken = sum(len(line) in BROKEN_LENGTH and not line.endswith(SENTENCE_END) for line in inner)
    return broken > BROKEN_SHARE * len(inner)


def _authors(given: str) -> tuple[str, ...]:
    """Give the people one by one; what is no name (a role, an agency) stays as it was given."""
    people: list[str] = []
    for line in given.split("\n"):
        printed = byline_of(line) or tidy(line)
        people += people_in(printed) or ((printed,) if printed else ())
    return tuple(dict.fromkeys(people))


def _tags(given: str) -> tuple[str, ...]:
    """Give tags one by one: by line where they came as a list, else by comma or semicolon."""
    lines = given.split("\n") if "\n" in given else re.split(r"[;,|]", given)
    return tuple(dict.fromkeys(tag for line in lines if (tag := tidy(line))))


def _opens(body: tuple[str, ...], standfirst: str) -> bool:
    """Tell whether a description is only the beginning of the body, whole or cut off with dots."""
    start = folded(standfirst.rstrip("….[]() "))
    return folded(" ".join(body[:3])).startswith(start)


def _parts(article: CleanArticle) -> tuple[Part, ...]:
    """Account for every field that the article shows, in the order in which it is read."""
    single = (
        (article.headline, Role.HEADLINE),
        (article.standfirst, Role.STANDFIRST),
        (article.byline, Role.BYLINE),
        (article.published, Role.DATE),
        (article.source, Role.SOURCE),
    )
    parts = [Part(text, role) for text, role in single if text]
    parts += [Part(caption.text, Role.CAPTION) for caption in article.captions]
    parts += [Part(paragraph, Role.BODY) for paragraph in article.paragraphs]
    if article.contributors:
        parts.append(Part(article.contributors, Role.CONTRIBUTORS))
    if article.tags:
        parts.append(Part(", ".join(article.tags), Role.TAGS))
    return tuple(parts)
