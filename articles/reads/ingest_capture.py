"""The capture screen: one record as it was received, as text, and what cleaning made of each part of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import zstandard

from articles.models import Capture, CaptureBody, LineRuling, Rejection
from articles.reads.decisions import newest_decision
from articles.reads.ingest import RejectionRow, place_of, rejection_row
from articles.text.article import Part, Reason, Role
from articles.text.rulings import effective

MOST_SHOWN = 200_000  # characters of the raw record on the screen; the whole is there to download
BYTES_SHOWN = 4 * MOST_SHOWN  # UTF-8 takes up to four bytes a character
SNIFFED = 2_048  # bytes looked at to tell text from what is none
DUMPED = 512  # bytes shown of what is no text
CHUNK = 64 * 1024  # bytes of a download sent at once


@dataclass(frozen=True, slots=True)
class PartRow:
    """One block or line of the capture: what it is in the article, or why it is not. `ruled`: an editor said so."""

    index: int
    text: str
    role: str
    reason: str
    ruled: bool

    @property
    def removed(self) -> bool:
        """Whether it was left out."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class CapturePage:
    """Everything on the capture screen. `version_id` and `story_id` are None on a rejected capture."""

    id: int
    title: str
    place: str
    dump_id: int
    dump: str
    source: str
    url: str
    captured: str
    media_type: str
    charset: str
    size: int
    digest: str
    version_id: int | None
    story_id: int | None
    rejection: RejectionRow | None
    raw: str
    cut: bool
    is_text: bool
    parts: tuple[PartRow, ...]
    seen: int

    @property
    def can_be_ruled(self) -> bool:
        """Whether an editor can say what a line is: in an article, and in what could become one."""
        return bool(self.parts) and (self.version_id is not None or self.can_be_marked)

    @property
    def can_be_marked(self) -> bool:
        """Whether an editor can make an article of a rejected capture by marking its lines and retrying it."""
        return self.rejection is not None and self.rejection.is_open and any(part.text.strip() for part in self.parts)

    @property
    def body_marked(self) -> bool:
        """Whether an editor has marked lines of it as the article's text."""
        return any(part.ruled and part.role == Role.BODY for part in self.parts)

    @property
    def removed_count(self) -> int:
        """How many parts were left out."""
        return sum(part.removed for part in self.parts)


def capture_page(capture_id: int) -> CapturePage:
    """Return the capture with its bytes as text. Four queries. Raises Capture.DoesNotExist."""
    capture = Capture.objects.select_related("dump", "source", "version", "body").get(pk=capture_id)
    rejection = Rejection.objects.select_related("capture__dump").filter(capture=capture_id).first()
    body: CaptureBody = capture.body
    with zstandard.ZstdDecompressor().stream_reader(body.raw) as reader:
        raw = reader.read(BYTES_SHOWN + 1)
    is_text = b"\x00" not in raw[:SNIFFED] or (capture.charset or "").lower().startswith("utf-16")
    text = _as_text(raw, capture.charset) if is_text else raw[:DUMPED].hex(" ", 2)
    return CapturePage(
        id=capture.pk,
        title=capture.headline or str(capture),
        place=place_of(capture),
        dump_id=capture.dump_id,
        dump=capture.dump.name,
        source=capture.source.name if capture.source else "",
        url=capture.url,
        captured=capture.captured,
        media_type=capture.media_type,
        charset=capture.charset,
        size=capture.size,
        digest=capture.digest,
        version_id=capture.version_id,
        story_id=capture.version.story_id if capture.version else None,
        rejection=rejection_row(rejection) if rejection else None,
        raw=text[:MOST_SHOWN],
        cut=len(text) > MOST_SHOWN or len(raw) > BYTES_SHOWN or (not is_text and capture.size > DUMPED),
        is_text=is_text,
        parts=_parts(body),
        seen=newest_decision(),
    )


def capture_to_rule_on(capture_id: int) -> Capture:
    """Return the capture itself, for the editor's act. Raises Capture.DoesNotExist."""
    return Capture.objects.get(pk=capture_id)


def raw_bytes(capture_id: int) -> Iterator[bytes]:
    """Yield the record's bytes exactly as received, a CHUNK at a time. Raises Capture.DoesNotExist at once."""
    stored = CaptureBody.objects.filter(pk=capture_id).values_list("raw", flat=True).first()
    if stored is None:
        raise Capture.DoesNotExist(f"There is no capture {capture_id}; its dump may have been undone")
    return _chunks(bytes(stored))


def _chunks(stored: bytes) -> Iterator[bytes]:
    with zstandard.ZstdDecompressor().stream_reader(stored) as reader:
        while chunk := reader.read(CHUNK):
            yield chunk


def _as_text(raw: bytes, charset: str) -> str:
    """Decode as the record was decoded; what cannot be is shown as a replacement character."""
    try:
        return raw.decode(charset or "utf-8", errors="replace")
    except LookupError:
        return raw.decode("utf-8", errors="replace")


def _parts(body: CaptureBody) -> tuple[PartRow, ...]:
    """Return the parts as cleaning left them, with editors' words in force."""
    if not body.parts:
        return ()
    with zstandard.ZstdDecompressor().stream_reader(bytes(body.parts)) as reader:
        stored = json.loads(reader.read() or b"[]")
    cleaned = [
        Part(part["text"], Role(part["role"]), Reason(part["reason"]) if part["reason"] else None) for part in stored
    ]
    ruled = dict(LineRuling.objects.filter(capture=body.pk, part__isnull=False).values_list("part", "role"))
    roles = {index: Role(role) for index, role in ruled.items() if index is not None}
    return tuple(
        PartRow(index, part.text, str(part.role), str(part.reason or ""), index in roles)
        for index, part in enumerate(effective(cleaned, roles))
    )
