"""Bytes of unknown origin -> text that every database takes: charset found, NUL and lone surrogates gone.

charset-normalizer guesses where nothing is declared; the order of trust around it (byte order mark, valid UTF-8,
declaration, guess) is ours, because a guess over a whole page costs seconds and is wrong on short texts.
"""

import codecs
import re

from charset_normalizer import from_bytes

from articles.text.formats.limits import UnreadableError
from articles.text.formats.record import Problem

# charset-normalizer needs no more, and its cost grows with the sample.
SAMPLE_BYTES = 32 * 1024
# Real text has no control characters but tabs, line ends and the odd stray; pictures and programs have a quarter.
CONTROL_SHARE = 0.02
# One broken sequence in a text with many whole ones is damage, not another charset.
WHOLE_PER_BROKEN = 4
# HTML's own limit is 1,024; many pages put a block of comments first.
DECLARATION_BYTES = 4096

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# WHATWG Encoding, "names and labels": these labels mean the Windows superset in everything that is on the web.
WEB_LABELS = {
    "iso8859-1": "windows-1252",
    "ascii": "windows-1252",
    "cp1252": "windows-1252",
    "gb2312": "gb18030",
    "cp1251": "windows-1251",
}
DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,8}=\s{0,8}["']?\s{0,8}([\w.:-]{2,40})""", re.IGNORECASE)
REFUSED = re.compile("[\x00\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def admit(text: str) -> str:
    """Give the text without what databases refuse: NUL is dropped, a lone surrogate becomes U+FFFD."""
    if REFUSED.search(text) is None:
        return text
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return paired.replace("\x00", "")


def decode(raw: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """Give the text and the name of the charset it was in. Raises UnreadableError when the bytes are no text."""
    charset = _charset(raw, declared)
    text = raw.decode(charset, "replace")
    if len(CONTROL.findall(text[:SAMPLE_BYTES])) > CONTROL_SHARE * min(len(text), SAMPLE_BYTES) + 1:
        raise UnreadableError(Problem.NOT_TEXT, f"the bytes are no text in {charset}: save it as UTF-8 text")
    return admit(text), "utf-8" if charset == "utf-8-sig" else charset


def decode_as(raw: bytes, charset: str) -> str:
    """Give the text of bytes that are known to be in `charset`."""
    return admit(raw.decode(charset, "replace"))


def declared_charset(head: bytes) -> str | None:
    """Give the charset that a page or an XML file names for itself, None when it names none that exists."""
    found = DECLARED.search(head[:DECLARATION_BYTES])
    return known_charset(found.group(1).decode("ascii")) if found else None


def known_charset(label: str | None) -> str | None:
    """Give Python's name for a charset label as the web means it, None when there is no such charset of text."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().lower()).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return WEB_LABELS.get(name, name)


def _charset(raw: bytes, declared: str | None) -> str:
    for mark, name in BOMS:
        if raw.startswith(mark):
            return name
    return _wide(raw) or ("utf-8" if _is_utf8(raw) else known_charset(declared) or _guess(raw))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    else:
        return True
    broken = text.count("�")
    whole = sum(character > "\x7f" for character in text) - broken
    return whole > WHOLE_PER_BROKEN * broken


def _wide(raw: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes that Latin letters, spaces and digits leave on one side."""
    even, odd = raw[:SAMPLE_BYTES:2].count(0), raw[1:SAMPLE_BYTES:2].count(0)
    half = min(len(raw), SAMPLE_BYTES) / 2
    if odd > half / 3 and even < half / 20:
        return "utf-16-le"
    if even > half / 3 and odd < half / 20:
        return "utf-16-be"
    return None


def _guess(raw: bytes) -> str:
    """Take charset-normalizer's best, but where windows-1252 reads as cleanly, that: it is ten times as common."""
    matches = from_bytes(raw[:SAMPLE_BYTES])
    best = matches.best()
    if best is None:
        return "windows-1252"
    as_clean = {name for match in matches if match.chaos <= best.chaos for name in match.could_be_from_charset}
    return "windows-1252" if "cp1252" in as_clean else known_charset(best.encoding) or "windows-1252"
