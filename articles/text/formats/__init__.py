"""Dumps of any layout -> raw records, streamed and bounded. `read_dump` is the one way in."""

from articles.text.formats.digest import dump_digest, dump_size
from articles.text.formats.limits import Limits
from articles.text.formats.read import Record, read_dump
from articles.text.formats.record import BadRecord, MediaKind, Place, Problem, RawRecord
from articles.text.formats.survey import count_records, dump_format

__all__ = [
    "BadRecord",
    "Limits",
    "MediaKind",
    "Place",
    "Problem",
    "RawRecord",
    "Record",
    "count_records",
    "dump_digest",
    "dump_format",
    "dump_size",
    "read_dump",
]
