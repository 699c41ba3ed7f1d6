"""A text capture -> its lines, each with the blank lines after it, so that put together they give the capture back.

Written here because no splitter keeps the stamp, the blanks and the characters all at once.
"""

import re
from dataclasses import dataclass

from articles.text.clean.door import MAX_CAPTURE, tidy

_STAMP = re.compile(r"\s{0,20}date (\d{4}-\d\d-\d\d)(?:[ \t]+|(?=[\r\n])|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a capture: verbatim with its blank lines after it, tidied, and whether a blank line stands before."""

    raw: str
    text: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Capture:
    """A capture cut up: `stamp + blanks + every line.raw + rest` is the capture, to the character."""

    stamp: str
    captured: str | None
    blanks: str
    lines: tuple[Line, ...]
    rest: str


def split_capture(text: str) -> Capture:
    """The capture's lines; what stands beyond MAX_CAPTURE characters comes back unread in `rest`."""
    read, rest = text[:MAX_CAPTURE], text[MAX_CAPTURE:]
    match = _STAMP.match(read)
    stamp = match[0] if match else ""
    pieces: list[list[str]] = [[]]  # the blank lines at the start, then each line with the blank lines after it
    texts: list[tuple[str, bool]] = []
    gap = True
    for piece in read[len(stamp) :].splitlines(keepends=True):
        clean = tidy(piece)
        if clean:
            texts.append((clean, gap))
            pieces.append([piece])
        else:
            pieces[-1].append(piece)
        gap = not clean
    lines = tuple(Line("".join(raw), *line) for raw, line in zip(pieces[1:], texts, strict=True))
    return Capture(stamp, match[1] if match else None, "".join(pieces[0]), lines, rest)
