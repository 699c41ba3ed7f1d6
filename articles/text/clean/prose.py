"""How much a line looks like a sentence of an article: length, end, capitals; no words of any one language.

Written here because stop words, the usual measure, ruin every other language and add nothing to English (measured).
"""

import re
from functools import lru_cache

from articles.text.article import Reason
from articles.text.clean.door import KEPT, MAX_KEPT
from articles.text.clean.marks import is_script, named_reason, tag_line

LOOK = 4_000  # characters of a line that are scored; the rest of a longer one is like them
_ENDED = re.compile(r"[.!?…。！？।؟][\"”’»›」』)\]']{0,3}$|[:;,][\"”’]$|[\"”»」]$")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
CHARACTERS_A_WORD = 2.0  # in scripts without spaces

SENTENCE = 8  # words from which a line with a stop is a sentence of an article
SHORT_SENTENCE = 4  # words; "He said so." stands in articles and in boxes alike
LONG = 14  # words from which a line without a stop is more likely prose than a link
CLOSED = -6.0  # a line that opens a box of other stories: the run goes on beyond it only for much prose
BOXED = -1.5
CODE = -3.0
LINK = -1.0
TITLE_SHARE = 0.6  # of a line's words with a capital, from which it reads like a name or a title
TITLE = 0.5


def length_in_words(text: str) -> float:
    """Words in a line; in scripts without spaces two characters count as one."""
    return _words_of_line(text) if len(text) <= MAX_KEPT else _words_in(text)


@lru_cache(maxsize=KEPT)
def _words_of_line(text: str) -> float:
    return _words_in(text)


def _words_in(text: str) -> float:
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    if unspaced:
        return unspaced / CHARACTERS_A_WORD + len(_WORD.findall(_UNSPACED.sub(" ", text)))
    return float(len(_WORD.findall(text)))


def is_ended(text: str) -> bool:
    """Whether a line ends as a sentence does, in any script."""
    return _ENDED.search(text[-8:]) is not None


def prose_score(text: str) -> float:
    """Above 0 for a line that reads like an article's sentence (up to 4), below for navigation, boxes and code."""
    text = text if len(text) <= LOOK else text[:LOOK]
    if is_script(text):
        return CODE
    if tag_line(text) is not None:
        return CLOSED
    reason = named_reason(text)
    if reason is not None:
        return CLOSED if reason is Reason.RELATED else BOXED
    return _form_score(text)


def _form_score(text: str) -> float:
    length = length_in_words(text)
    if is_ended(text):
        if length >= SENTENCE:
            return 1 + min(length, 60) / 20
        return SHORT_SENTENCE / 10 if length >= SHORT_SENTENCE else LINK / 2
    if length >= LONG:
        return 0.5
    words = _WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return LINK - (TITLE if len(words) > 2 and capitals > TITLE_SHARE * len(words) else 0)
