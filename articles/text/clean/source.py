"""The lines outside an article -> the name of the paper, where the page says it more than once.

Written here because no list of papers is ever complete: a site's name stands in the page's title or masthead and
again in its navigation, its footer or the line that says whose copyright it is.
"""

import re
from collections.abc import Sequence

from articles.text.clean.door import folded

MIN_MENTIONS = 2  # beside the title itself: one more could be an article's own words
MAX_WORDS = 6
TITLE_LINES = 2  # the title is the capture's first line, or the one after it
MIN_NAME = 4  # letters; a shorter beginning that two lines share is chance
LOOK = 400  # characters of a line in which a name is looked for
SHORT_NAME = 3  # words of a paper's name without "The"
ARTICLE = 3  # letters up to which a first word ("The", "Der", "La") may be missing in the copyright line
FOOTER = 40  # lines at the end among which the paper's address and copyright stand
_SEPARATORS = re.compile(r"\s+[|–—·•:»›-]+\s+|\s*\|\s*")
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d)?(?:\s?[-–]\s?(?:19|20)\d\d)?[\s,:|·•-]*", re.IGNORECASE
)


def source_of(outside: Sequence[str], headline: str | None) -> str | None:
    """The name at the start of the first lines that the lines outside the article say again, as the page prints it.

    That is the words which a masthead shares with a copyright or address line of the footer, else the piece of the
    title that most often begins another line.
    """
    title = folded(headline or "")
    tops = [line for line in outside[:TITLE_LINES] if not (title and folded(line).startswith(title))]
    below = outside[TITLE_LINES:]
    return _owner(tops, below) or _in_footer(tops, below[-FOOTER:]) or _most_mentioned(outside, title)


def masthead_of(lines: Sequence[str]) -> str:
    """The folded name of the paper in a capture's first lines, without "The"; "" where the footer has none of them.

    A name that only a line of the footer repeats has at most SHORT_NAME words: a longer one is a story's headline.
    """
    tops, below = lines[:TITLE_LINES], lines[TITLE_LINES:]
    owner = _owner(tops, below)
    words = folded(owner or _in_footer(tops, below[-FOOTER:]) or "").split()
    words = words[1:] if len(words) > 1 and len(words[0]) <= ARTICLE else words
    return " ".join(words) if owner or len(words) <= SHORT_NAME else ""


def _owner(tops: Sequence[str], below: Sequence[str]) -> str | None:
    """The longest name that a masthead and a copyright line share."""
    owners = [line[match.end() :][:LOOK] for line in below if (match := _OWNER.search(line[:LOOK]))]
    names = [name for line in tops for other in owners if (name := _common(line[:LOOK], other))]
    return max(names, key=len) if names else None


def _in_footer(tops: Sequence[str], footer: Sequence[str]) -> str | None:
    """The whole name of a masthead, where a line of the footer begins with it."""
    whole = {" ".join(_SEPARATORS.split(line[:LOOK])[0].split()) for line in tops}
    names = [name for line in tops for other in footer if (name := _common(line[:LOOK], other[:LOOK])) in whole]
    return max(filter(None, names), key=len, default=None)


def _common(masthead: str, other: str) -> str | None:
    """The words that a masthead and another line begin with, if they make up all of one's name; None without."""
    first = _SEPARATORS.split(masthead, maxsplit=1)[0].split()[:MAX_WORDS]
    others = other.split()
    best: str | None = None
    for skipped in range(2 if first and len(first[0]) <= ARTICLE else 1):
        if not first[skipped:] or not others or folded(first[skipped]) != folded(others[0]):
            continue
        words = [folded(word) for word in first[skipped:]]
        found = [folded(word) for word in others[:MAX_WORDS]]
        length = next((at for at, pair in enumerate(zip(words, found, strict=False)) if pair[0] != pair[1]), None)
        length = min(len(words), len(found)) if length is None else length
        if length and _is_whole(first[skipped:], others, length) and len("".join(words[:length])) >= MIN_NAME:
            best = " ".join(_cased(first[: skipped + length], others[:length])).strip(" .,;:–—-")
            break
    return best


def _is_whole(name: Sequence[str], other: Sequence[str], length: int) -> bool:
    """Whether the shared words are not the chance beginning of two phrases: two of them, or all that one line has."""
    stopped = other[length - 1][-1] in ".,;:|•·"
    return length > 1 or length == len(name) or length == len(other) or stopped


def _cased(name: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """A name as the footer has it where the masthead prints it in capitals."""
    return other if " ".join(name).isupper() and len(other) == len(name) else name


def _most_mentioned(outside: Sequence[str], title: str) -> str | None:
    """The part of the first lines, cut at "|" or " - ", that most often begins a line outside the article."""
    starts = [f"{folded(line)} " for line in outside]
    best, found = MIN_MENTIONS - 1, None
    for line in outside[:TITLE_LINES]:
        pieces = _SEPARATORS.split(line[:LOOK])
        for piece in dict.fromkeys((pieces[0], pieces[-1])) if len(pieces) > 1 else ():  # between them stand sections
            name = folded(piece)
            if not name or name == title or len(name.split()) > MAX_WORDS:
                continue
            mentions = sum(start.startswith(f"{name} ") for start in starts) - line.startswith(piece)
            if mentions > best:
                best, found = mentions, piece.strip()
    return found
