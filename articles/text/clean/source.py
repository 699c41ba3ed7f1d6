"""The lines outside an article -> the name of the paper, where the page says it more than once.

Written here because no list of papers is ever complete: a site's name stands in the page's title and again in its
navigation or footer.
"""

import re
from collections.abc import Sequence

from articles.text.clean.door import folded

_SEPARATORS = re.compile(r"\s+[|–—·•:»›-]+\s+|\s*\|\s*")
MIN_MENTIONS = 2  # beside the title itself: one more could be an article's own words
MAX_WORDS = 6
TITLE_LINES = 2  # the title is the capture's first line, or the one after it


def source_of(outside: Sequence[str], headline: str | None) -> str | None:
    """The part of the first lines, cut at "|" or " - ", that most often begins a line outside the article."""
    starts = [f"{folded(line)} " for line in outside]
    title = folded(headline or "")
    best, found = MIN_MENTIONS - 1, None
    for line in outside[:TITLE_LINES]:
        pieces = _SEPARATORS.split(line[:400])
        for piece in pieces if len(pieces) > 1 else ():
            name = folded(piece)
            if not name or name == title or len(name.split()) > MAX_WORDS:
                continue
            mentions = sum(start.startswith(f"{name} ") for start in starts) - line.startswith(piece)
            if mentions > best:
                best, found = mentions, piece.strip()
    return found
