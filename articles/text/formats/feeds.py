"""RSS and Atom -> one record an item, streamed: its full content where it has one, else its summary."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from articles.text.formats.fields import record_of
from articles.text.formats.limits import EXCERPT_BYTES, Reading, UnreadableError
from articles.text.formats.record import BadRecord, Place, RawRecord
from articles.text.formats.stream import Stream
from articles.text.formats.xml_elements import elements, local_name, text_of

FEED_TYPE = "application/rss+xml"
ITEMS = frozenset(["item", "entry"])
FULL = frozenset(["encoded", "content"])
SHORT = frozenset(["description", "summary"])
TAKEN = {
    "title": "title",
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "date": "published",
    "updated": "modified",
    "creator": "authors",
    "author": "authors",
    "category": "tags",
    "subject": "tags",
    "language": "language",
    "source": "source",
}


def read_feed(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord | BadRecord]:
    """Give each item of a feed as a record whose bytes are the item alone."""
    for number, item in enumerate(elements(stream, ITEMS)):
        place = Place(member, number)
        raw = etree.tostring(item, encoding="utf-8", with_tail=False)
        try:
            yield record_of(_fields(item), place=place, raw=raw, media_type=FEED_TYPE, fields=reading.fields)
        except UnreadableError as error:
            yield BadRecord(place, error.problem, f"item {number + 1}: {error.detail}", raw[:EXCERPT_BYTES], FEED_TYPE)


def _fields(item: etree._Element) -> dict[str, Any]:
    full, short = "", ""
    fields: dict[str, Any] = {}
    for part in item:
        name = local_name(part)
        if name in FULL:
            full = max(full, _content(part), key=len)
        elif name in SHORT:
            short = short or _content(part)
        elif name == "link":
            _take_link(fields, part)
        elif ours := TAKEN.get(name):
            fields.setdefault(ours, []).append(_person_or_text(part))
    if full and short:
        fields["description"] = short
    return fields | {"content": full or short}


def _content(part: etree._Element) -> str:
    """Give an element's text, which may be escaped HTML; XHTML in Atom as the markup it is."""
    if len(part) == 0:
        return part.text or ""
    inner = [etree.tostring(each, encoding="unicode") for each in part]
    return (part.text or "") + "".join(inner)


def _take_link(fields: dict[str, Any], part: etree._Element) -> None:
    address = part.get("href") or (part.text or "").strip()
    if part.get("rel", "alternate") == "alternate" and address:
        fields.setdefault("link", address)


def _person_or_text(part: etree._Element) -> str:
    name = next((each for each in part if local_name(each) in ("name", "title")), None)
    return text_of(name if name is not None else part) or part.get("term", "") or part.get("label", "")
