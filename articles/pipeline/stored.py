"""A stored capture -> the raw record it was, so that today's cleaner can be run on it again."""

from dataclasses import replace

from articles.models import Capture
from articles.pipeline.clean import unpack
from articles.text.formats import Place, RawRecord, Record
from articles.text.formats.read import read_again


def record_of(capture: Capture) -> Record:
    """Give the record that a capture was received as. Needs `capture.body` loaded."""
    place = Place(capture.member, capture.record, capture.offset)
    record = read_again(unpack(bytes(capture.body.raw)), place=place, charset=capture.charset or None)
    if isinstance(record, RawRecord):  # what stood around the record in its dump, in a WARC's header
        return replace(
            record, url=record.url or capture.url or None, captured=record.captured or capture.captured or None
        )
    return record
