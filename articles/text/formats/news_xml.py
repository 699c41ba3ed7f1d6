"""NITF and NewsML-G2 -> one record an item.

https://iptc.org/standards/nitf/ and https://iptc.org/standards/newsml-g2/ define them.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from articles.text.formats.fields import record_of
from articles.text.formats.limits import EXCERPT_BYTES, Reading, UnreadableError
from articles.text.formats.record import BadRecord, Place, RawRecord
from articles.text.formats.stream import Stream
from articles.text.formats.xml_elements import child, children, elements, local_name, text_of

NEWS_TYPE = "application/xml"
ITEMS = frozenset(["newsitem", "nitf"])
BODIES = ("body.content", "contentset", "body")
# Elements of a body that are a paragraph of their own.
BLOCKS = ("p", "h1", "h2", "h3", "h4", "hl2", "li", "blockquote", "pre")


def read_news_xml(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord | BadRecord]:
    """Give each news item as a record whose bytes are the item alone."""
    for number, item in enumerate(elements(stream, ITEMS)):
        place = Place(member, number)
        raw = etree.tostring(item, encoding="utf-8", with_tail=False)
        try:
            yield record_of(_fields(item), place=place, raw=raw, media_type=NEWS_TYPE, fields=reading.fields)
        except UnreadableError as error:
            yield BadRecord(place, error.problem, f"item {number + 1}: {error.detail}", raw[:EXCERPT_BYTES], NEWS_TYPE)


def _fields(item: etree._Element) -> dict[str, Any]:
    fields = {
        "headline": text_of(child(item, "headline", "hl1", "title")),
        "standfirst": text_of(child(item, "hl2", "abstract", "dek")),
        "authors": _authors(item),
        "dateline": text_of(child(item, "dateline")),
        "published": _dated(item),
        "language": _attribute(child(item, "language"), "tag")
        or item.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "source": _named(child(item, "infosource", "provider", "doc.copyright", "creditline")),
        "tags": [named for subject in children(item, "subject", "keyword") if (named := _named(subject))],
        "caption": [text_of(each) for each in children(item, "media-caption")],
        "paragraphs": _paragraphs(item),
    }
    return {name: value for name, value in fields.items() if value}


def _authors(item: etree._Element) -> list[str]:
    bylines = [text_of(each) for each in children(item, "byline", "by")]
    return bylines or [_named(each) for each in children(item, "creator")]


def _dated(item: etree._Element) -> str | None:
    issued = _attribute(child(item, "date.issue", "story.date"), "norm")
    return issued or text_of(child(item, "contentcreated", "firstcreated", "versioncreated")) or None


def _named(element: etree._Element | None) -> str:
    """Give what an element names: its name below it, its own text, else its literal or key."""
    if element is None:
        return ""
    return text_of(child(element, "name")) or text_of(element) or element.get("literal", "") or element.get("key", "")


def _attribute(element: etree._Element | None, name: str) -> str | None:
    return element.get(name) if element is not None else None


def _paragraphs(item: etree._Element) -> list[str]:
    """Give the body's blocks; a body without any is one paragraph."""
    body = child(item, *BODIES)
    if body is None:
        return []
    blocks = [each for each in children(body, *BLOCKS) if not _within(each, body)]
    return [text for each in blocks or [body] if (text := text_of(each))]


def _within(block: etree._Element, body: etree._Element) -> bool:
    """Tell whether a block stands in another block or in a picture's caption, which have its words already."""
    for above in block.iterancestors():
        if above is body:
            return False
        if local_name(above) in (*BLOCKS, "media", "body.head"):
            return True
    return False
