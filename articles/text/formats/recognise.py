"""The first bytes of a member -> what it is. Content decides; names lie, and half of all dumps have none that helps."""

import json
import re
from enum import StrEnum

from articles.text.formats.door import BOMS, declared_charset
from articles.text.formats.limits import UnreadableError
from articles.text.formats.names import COLLECTIONS, plain, recognised
from articles.text.formats.record import Problem


class Form(StrEnum):
    """How a member is read."""

    TEXT = "text"
    PAGE = "HTML page"
    JSON_LINES = "JSON Lines"
    JSON = "JSON"
    TABLE = "table"
    WARC = "WARC"
    FEED = "feed"
    NEWS_XML = "news XML"
    REUTERS = "Reuters SGML"
    ZIP = "zip"
    TAR = "tar"


SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"wOF2", "a font"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
)
TAR_MARK = slice(257, 262)
FEED_ROOTS = {"rss", "feed", "rdf", "item", "entry"}
NEWS_ROOTS = {"nitf", "newsitem", "newsmessage", "newsml", "newsitems"}
PAGE_ROOTS = {"html", "head", "body", "!doctype"}
# A text that begins with a tag and has three more known ones is a page without its frame.
FRAGMENT_TAGS = 4

_FIRST_TAG = re.compile(r"<(?:[\w-]{1,20}:)?(!?[\w-]{1,40})")
_SKIPPED = re.compile(
    r"\s*(?:<\?[^>]{0,2000}>|<!--.{0,20000}?-->|<!DOCTYPE(?!\s+html)[^>\[]{0,400}>)", re.DOTALL | re.IGNORECASE
)
_TAGS = re.compile(r"<(?:p|div|a|br|span|h[1-6]|ul|li|table|section|article|script|meta|img)\b", re.IGNORECASE)
_FIRST_KEY = re.compile(r"""\{\s*"([^"]{1,100})"\s*:""")
_JSON_START = re.compile(r"""\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:\{|\[|"|\]|$))""")


def recognise(head: bytes) -> Form:
    """Give the form of a member that begins with `head`. Raises UnreadableError for what newsdesk does not read."""
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableError(Problem.EMPTY, "there is nothing in it: leave it out, or send it again")
    _refuse_other_files(head)
    packed = _packed(head)
    if packed is not None:
        return packed
    text = head_text(head)
    start = text.lstrip()
    if start.startswith("<"):
        return _markup(start)
    if _JSON_START.match(start):
        return Form.JSON_LINES if _json_by_line(start) else Form.JSON
    if _mostly_objects(start):
        return Form.JSON_LINES
    return Form.TABLE if table_delimiter(start) else Form.TEXT


def head_text(head: bytes) -> str:
    """Give the head as text, good enough to tell a format; what is cut at its end is left out."""
    for mark, name in BOMS:
        if head.startswith(mark):
            return head.decode(name, "ignore")
    if head[:200:2].count(0) > 60 or head[1:200:2].count(0) > 60:
        return head.decode("utf-16-le" if head[1:200:2].count(0) > 60 else "utf-16-be", "ignore")
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode(declared_charset(head) or "utf-8", "ignore")


def table_delimiter(start: str) -> str | None:
    """Give the delimiter of a table whose first line names at least two fields that we know, one of them a text."""
    line = start.split("\n", 1)[0].strip()
    for delimiter in ("\t", ",", ";", "|"):
        cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
        known = {name for cell in cells if (name := recognised(cell))}
        texts = known & {"body", "html"}
        few = len(cells) == 2 and texts and f"{delimiter} " not in line  # a number and a text, as in some data sets
        if few or (len(known) >= 2 and (texts or "url" in known) and len(known) * 3 >= len(cells)):
            return delimiter
    return None


def _refuse_other_files(head: bytes) -> None:
    for signature, what in SIGNATURES:
        if head.startswith(signature):
            raise UnreadableError(Problem.UNSUPPORTED, f"it is {what}: save its text as .txt, .html or .jsonl")
    if head.startswith(b"PK") and (b"[Content_Types].xml" in head or b"mimetypeapplication/" in head[:200]):
        raise UnreadableError(Problem.UNSUPPORTED, "it is an Office or e-book document: save its text as .txt or .html")


def _packed(head: bytes) -> Form | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Form.ZIP
    if head[TAR_MARK] == b"ustar":
        return Form.TAR
    return Form.WARC if head.startswith(b"WARC/") else None


def _markup(start: str) -> Form:
    rest = start
    while skipped := _SKIPPED.match(rest):
        rest = rest[skipped.end() :]
    found = _FIRST_TAG.match(rest.lstrip())
    root = found.group(1).lower() if found else ""
    if root in PAGE_ROOTS or (found is None and start.startswith("<!--")):
        return Form.PAGE
    if root == "reuters":
        return Form.REUTERS
    if root in FEED_ROOTS:
        return Form.FEED
    if root in NEWS_ROOTS:
        return Form.NEWS_XML
    if len(_TAGS.findall(rest)) >= FRAGMENT_TAGS:
        return Form.PAGE
    if start.startswith("<?xml"):
        raise UnreadableError(Problem.UNSUPPORTED, f"XML with the root <{root}>: convert it to JSON Lines")
    return Form.TEXT


def _json_by_line(start: str) -> bool:
    """Tell whether lines stand for themselves: one of the first, unindented, is a whole object."""
    lines = start.split("\n")
    if len(lines) == 1:  # one object, or one line longer than the head
        first = _FIRST_KEY.match(start)
        return not _is_object(start) and first is not None and plain(first.group(1)) not in COLLECTIONS
    return any(_is_object(line) for line in lines[:20] if line.startswith("{"))


def _mostly_objects(start: str) -> bool:
    """Tell JSON Lines whose first line is broken or a remark: half of what follows are objects."""
    lines = [line for line in start.split("\n")[1:20] if line.strip()]
    return any(line.startswith("{") for line in lines) and sum(map(_is_object, lines)) * 2 >= len(lines)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
