"""Lines -> those that are entries of one list: prices, results, line-ups, no sentences but the article's own.

Written here because judged one by one such lines look like navigation; side by side they have one form.
"""

import re
from collections.abc import Sequence

TAIL = 5  # signs of the form that have to agree: ": 0.0", "(0.0)" and their like
MIN_ENTRIES = 3  # lines that make a list
_WORDS = re.compile(r"[^\W\d_]+(?:[ '’\-][^\W\d_]+)*")
_NUMBERS = re.compile(r"\d+")


def listed(texts: Sequence[str]) -> frozenset[int]:
    """The lines that stand in a list: three or more in a row that end alike, any word and any number being the same."""
    forms = [_form(text) for text in texts]
    found: set[int] = set()
    start = 0
    for index in range(1, len(forms) + 1):
        if index == len(forms) or forms[index] != forms[start]:
            if index - start >= MIN_ENTRIES and "0" in forms[start]:
                found.update(range(start, index))
            start = index
    return frozenset(found)


def _form(text: str) -> str:
    if not _NUMBERS.search(text[-200:]):
        return ""  # as most lines: no list
    return _NUMBERS.sub("0", _WORDS.sub("a", text[-200:]))[-TAIL:]
