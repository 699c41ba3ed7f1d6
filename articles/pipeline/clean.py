"""A raw record -> everything that storing and grouping it needs, worked out beside the database and in any process.

Pure: no table is touched, so that a pool of processes or of machines can do it while one writer stores.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import zstandard

from articles.pipeline.given import article_of, lend
from articles.text.article import CleanArticle
from articles.text.clean import clean_capture, clean_page
from articles.text.clean.file_date import day_in_path
from articles.text.formats import BadRecord, MediaKind, Place, Problem, RawRecord, Record
from articles.text.formats.door import admit
from articles.text.group import Fingerprint, fingerprint
from articles.text.keeping import ZSTD_LEVEL, as_json, packed_parts
from articles.text.order import moment

# An editor sees at a glance what a rejected record began with.
EXCERPT_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record, ready to be stored: its place and bytes, and the article made of it or why there is none.

    `raw` and `parts` are zstandard-compressed; `clean` is the article as JSON, without its parts.
    """

    place: Place
    digest: str
    size: int
    raw: bytes
    media_kind: str = ""
    media_type: str = ""
    charset: str = ""
    url: str = ""
    captured: str = ""
    article: CleanArticle | None = None
    fingerprint: Fingerprint | None = None
    clean: dict[str, Any] | None = None
    parts: bytes = b""
    problem: Problem | None = None
    detail: str = ""
    excerpt: str = ""


def prepare_all(records: Sequence[Record]) -> list[Prepared]:
    """Prepare several records, one result each, in order."""
    return [prepare(record) for record in records]


def prepare(record: Record) -> Prepared:
    """Clean and fingerprint one record. Whatever goes wrong is in the result, with the reason; nothing is raised."""
    if isinstance(record, BadRecord):
        return _rejected(_bare(record), record.problem, record.detail, record.raw.decode("utf-8", "replace"))
    bare = _bare(record)
    try:
        article = clean_record(record)
        marked = fingerprint(article.paragraphs, headline=article.headline, published=day_of(article))
        _ = marked.keys  # worked out and remembered here, not while the database is held
    except Exception as error:  # noqa: BLE001 - any fault of the cleaner must end as a rejection that names it
        what = f"{type(error).__name__}: {error}"
        return _rejected(bare, Problem.FAILED, f"{what[:300]}. Report it, then retry the record", record.text)
    bare = replace(bare, clean=as_json(article), parts=packed_parts(article))
    if not article.paragraphs:
        lines = sum(1 for line in record.text.split("\n") if line.strip())
        detail = f"no paragraph is left of {lines:,} lines after cleaning"
        return _rejected(bare, Problem.NO_ARTICLE, detail, record.text)
    kept = replace(article, parts=(), removed=())  # stored already; the writer needs neither
    captured = None if "captured" in article.doubts else article.captured  # a file's name is shown itself
    return replace(bare, article=kept, fingerprint=marked, captured=captured or bare.captured)


def killed(record: Record) -> Prepared:
    """Give the rejection of a record whose cleaning took its whole process down."""
    text = record.text if isinstance(record, RawRecord) else ""
    return _rejected(_bare(record), Problem.FAILED, "cleaning it killed the process: report it with this record", text)


def clean_record(record: RawRecord) -> CleanArticle:
    """Give the article of one record, whatever its kind; what the dump's own fields know fills what cleaning left open.

    Raises what the cleaner raises.
    """
    if record.kind is MediaKind.FIELDS:
        article = article_of(record)
    elif record.kind is MediaKind.PAGE:
        article = lend(clean_page(record.text, url=record.url), record.given, url=record.url)
    else:
        article = lend(clean_capture(record.text), record.given, url=record.url)
    if article.source is None and record.url:
        article = replace(article, source=site_of(record.url))
    return dated_by_its_file(article, record)


def dated_by_its_file(article: CleanArticle, record: RawRecord) -> CleanArticle:
    """Give an article without any date the day in the name of the file that it fills, doubted.

    As the day it was captured: grouping, which goes by the day of publishing, is not misled then.
    """
    is_a_file = record.kind is not MediaKind.FIELDS and record.place.offset is None and not record.place.record
    if article.published or article.captured or not article.paragraphs or not is_a_file:
        return article
    day = day_in_path(record.place.member)
    return replace(article, captured=day, doubts=(*article.doubts, "captured")) if day else article


def day_of(article: CleanArticle) -> date | None:
    """Give the day an article was published, as printed; None when it is not known. A year alone is its first day."""
    known = moment(article.published or "", by_the_clock=True)
    return known.date() if known else None


def site_of(url: str) -> str | None:
    """Give the site an address is on, without "www."."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def pack(raw: bytes) -> bytes:
    """Compress bytes for storing."""
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(raw)


def unpack(stored: bytes) -> bytes:
    """Give the bytes that were packed. Raises zstandard.ZstdError when they are damaged."""
    return zstandard.ZstdDecompressor().decompress(stored)


def _bare(record: Record) -> Prepared:
    common = Prepared(
        place=record.place,
        digest=hashlib.sha256(record.raw).hexdigest(),
        size=len(record.raw),
        raw=pack(record.raw),
        media_type=record.media_type[:100],
    )
    if isinstance(record, BadRecord):
        return common
    return replace(
        common,
        media_kind=record.kind.value,
        charset=(record.charset or "")[:40],
        url=(record.url or "")[:2000],
        captured=(record.captured or "")[:40],
    )


def _rejected(bare: Prepared, problem: Problem, detail: str, text: str) -> Prepared:
    return replace(bare, problem=problem, detail=admit(detail), excerpt=admit(text[:EXCERPT_CHARACTERS]))
