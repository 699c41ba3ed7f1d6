"""The scripts of a page -> the paragraphs of an article that a browser would draw from them.

Written here because pages built in the browser show an extractor a stub, or nothing at all, while the text stands in
their scripts as data; every extractor leaves such a page empty.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from articles.text.clean.door import folded
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words
from articles.text.clean.structured import paragraphs_of, plain

MAX_SCRIPTS = 2_000_000  # characters of a page's scripts that are read for text
MAX_VALUES = 100_000  # values of one script's data that are looked at
MIN_LITERAL = 200  # characters from which a string in a script can hold an article's markup
LONGEST = 3_000  # characters up to which one value is a paragraph; a longer one has several run together
MOST_NESTED = 40  # values inside each other that are followed
FEW = 3  # paragraphs of prose that make an article
MEETING = 0.5  # of a headline's words that the text must have
PROBE = 60  # characters by which a paragraph that the page shows is told in the text
_TEXTS = ("text", "value", "content", "children", "html", "body")  # keys under which data keeps the words to be shown
_DATA = re.compile(r"^\s*+(?:[.\w\[\]'\"$]{1,80}+\s*+=\s*+)?+(?=[{\[])")
# A string, behind any number of short ones, which are passed over; one that is never closed ends the search.
_LITERAL = re.compile(
    rf'(?=")(?:"[^"\\]{{0,{MIN_LITERAL - 3}}}+"[^"]*+)*+("[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z))?+', re.DOTALL
)
# One of these stands in every script with paragraphs in it.
_TAGS, _ESCAPED = ("<p", "<br", "<P", "<BR"), ("\\u003c", "\\u003C")
_PARAGRAPH = re.compile(r"<p[ >]|<br ?/?>\s*<br", re.IGNORECASE)


def carried_text(scripts: Iterable[str], *, shown: Iterable[str], headline: str) -> list[str]:
    """The paragraphs of the longest article in the scripts' data that is this page's; none where there is none.

    It is this page's where it has one of the paragraphs that are shown, or, where none is, half the headline's words.
    """
    best: list[str] = []
    most = 0
    starts = [probe for probe in (folded(text)[:PROBE] for text in shown) if len(probe) == PROBE]
    for candidate in _candidates(scripts):
        prose = [text for text in candidate if is_ended(text) and length_in_words(text) >= SENTENCE]
        amount = sum(map(len, prose))
        if len(prose) >= FEW and amount > most and _is_of_page(folded(" ".join(candidate)), starts, folded(headline)):
            best, most = candidate, amount
    return best


def _is_of_page(text: str, starts: list[str], headline: str) -> bool:
    if starts:
        return any(start in text for start in starts)
    words = set(headline.split())
    return sum(word in text for word in words) >= MEETING * max(1, len(words))


def _candidates(scripts: Iterable[str]) -> Iterator[list[str]]:
    """Lists of texts that could be an article's paragraphs: markup in strings, and lists of values."""
    left = MAX_SCRIPTS
    for script in scripts:
        text = script[:left]
        left -= len(text)
        if _has_markup(text):
            yield from _in_literals(text)
        start = _DATA.match(text)
        if start:
            yield from _in_data(text[start.end() :])


def _has_markup(text: str) -> bool:
    return ("<" in text and any(map(text.__contains__, _TAGS))) or any(map(text.__contains__, _ESCAPED))


def _in_literals(script: str) -> Iterator[list[str]]:
    for literal in _LITERAL.findall(script):
        if len(literal) < MIN_LITERAL or not _has_markup(literal):
            continue
        try:
            text = json.loads(literal, strict=False)
        except ValueError:
            continue
        if len(_PARAGRAPH.findall(text)) >= FEW:
            yield paragraphs_of(text)


def _in_data(text: str) -> Iterator[list[str]]:
    try:
        waiting: list[Any] = [json.JSONDecoder(strict=False).raw_decode(text)[0]]
    except (ValueError, RecursionError):
        return
    seen = 0
    while waiting and seen < MAX_VALUES:
        value = waiting.pop()
        seen += 1
        inside = value
        if type(value) is dict:  # the decoder makes no other kinds, and there may be MAX_VALUES of these
            inside = value.values()
        elif len(value) >= FEW:
            texts = [_words(item, MOST_NESTED) for item in value]
            if sum(len(text) >= SENTENCE for text in texts) >= FEW:  # keys and numbers are no paragraphs
                yield [text for text in map(plain, texts) if 0 < len(text) <= LONGEST]
        waiting += [inner for inner in inside if type(inner) is dict or type(inner) is list]


def _words(value: object, depth: int) -> str:
    """The words that a value shows, those of the values in it put together."""
    if isinstance(value, str):
        return value
    if not depth:
        return ""
    if isinstance(value, list):
        return "".join(_words(inner, depth - 1) for inner in value)
    if isinstance(value, dict):
        return next((_words(value[key], depth - 1) for key in _TEXTS if value.get(key)), "")
    return ""
