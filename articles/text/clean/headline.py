"""Which of the lines above an article is its headline, and whether to doubt it.

Written here because in a text capture nothing marks a headline but where it stands, its form and what it repeats.
"""

from collections.abc import Sequence

from articles.text.clean.door import folded

MIN_LENGTH, MAX_LENGTH = 8, 300  # characters
MIN_SHARED = 0.25  # of a headline's words that its article has too; credits and section names share fewer
ENDS = ".…。"  # a headline rarely ends so, and a sentence does


def is_headline_form(text: str) -> bool:
    """Whether a line can be a headline: of a length, and no sentence with its stop."""
    return MIN_LENGTH <= len(text) <= MAX_LENGTH and (text[-1] not in ENDS or text.endswith(("...", "…")))


def is_doubtful_headline(headline: str, paragraphs: Sequence[str]) -> bool:
    """Whether fewer than a quarter of a headline's words, by their first letters, stand in the article."""
    grams = _beginnings(headline)
    body = _beginnings(" ".join(paragraphs))
    return bool(grams) and len(grams & body) < MIN_SHARED * len(grams)


def _beginnings(text: str) -> set[str]:
    """The first four letters of each word of three or more; for scripts without spaces, every two characters."""
    words = folded(text).split()
    found = {word[:4] for word in words if len(word) > 2 and not _unspaced(word)}
    for word in words:
        if _unspaced(word):
            found |= {word[at : at + 2] for at in range(len(word) - 1)}
    return found


def _unspaced(word: str) -> bool:
    return "\u3040" <= word[0] <= "\u9fff" or "\u0e00" <= word[0] <= "\u0eff"
