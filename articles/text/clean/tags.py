"""A tag line -> tags. Where they are run together, what the article names tells where one ends.

Written here because the line's separators are lost with the markup: "Tags Ann Lee Bo Chen" is two people only to
someone who has read the article.
"""

import re

from articles.text.clean.door import folded

MAX_TAGS = 50  # more is not one article's tag line but a site's index
MAX_TAG_WORDS = 8  # the longest tag that is looked for in the article
_PHRASE_END = re.compile(r"[.!?,;:()\"“”„«»\n]+")
_SEPARATORS = re.compile(r"\s*[,;|•·#、，،؛/]\s*|\s{2,}|\s+[-–]\s+")


def split_tags(line: str, article: str) -> tuple[str, ...]:
    """The tags on a line: cut at its separators, else into the longest phrases that the article has too.

    Words that the article does not have stay together as one tag.
    """
    pieces = [piece.strip(" .:") for piece in _SEPARATORS.split(line)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1:
        pieces = _named(pieces[0].split(), _phrases(article))
    return tuple(dict.fromkeys(pieces))[:MAX_TAGS]


def _phrases(article: str) -> str:
    """The article's words folded, with a bar where a phrase cannot go on."""
    return f" {' | '.join(map(folded, _PHRASE_END.split(article)))} "


def _named(words: list[str], article: str) -> list[str]:
    """Runs of words cut greedily: the longest phrase the article has, or the words up to the next one."""
    tags: list[str] = []
    unknown: list[str] = []
    position = 0
    while position < len(words):
        length = _longest(words, position, article)
        if length:
            tags += [" ".join(unknown)] if unknown else []
            tags.append(" ".join(words[position : position + length]))
            unknown = []
        else:
            unknown.append(words[position])
        position += length or 1
    return tags + ([" ".join(unknown)] if unknown else [])


def _longest(words: list[str], position: int, article: str) -> int:
    for length in range(min(MAX_TAG_WORDS, len(words) - position), 0, -1):
        phrase = folded(" ".join(words[position : position + length]))
        if phrase and f" {phrase} " in article:
            return length
    return 0
