"""The lines of a capture's article -> where it has ended: at a line that says the headline again, in words of its own.

Written here because what stands below an article names it, in any language: "Share this article: ...", "12 comments on
...", "The post ... appeared first on ...". Lines are judged for themselves and their neighbours; that a line is about
the article none of them says.
"""

from collections.abc import Sequence

from articles.text.clean.door import folded
from articles.text.clean.prose import length_in_words

MIN_HEADLINE = 5  # words; a shorter headline may be a phrase of the text
BESIDE = 80  # characters that such a line has beside the headline at most: a sentence of the text has more to say
READ = 300  # characters of the article above it: what names the article sooner is a caption or a box within it


def closed_at(texts: Sequence[str], headline: str | None, start: int, end: int) -> int:
    """The end (exclusive) of the lines from `start` to `end` that are the article's: `end` where none closes it."""
    wanted = folded(headline or "")
    if length_in_words(wanted) < MIN_HEADLINE:
        return end
    read = 0
    for at in range(start, end):
        text = texts[at]
        if read >= READ and len(wanted) < len(text) <= len(wanted) + BESIDE and _names(folded(text), wanted):
            return at
        read += len(text)
    return end


def _names(line: str, headline: str) -> bool:
    return headline in line and headline != line
