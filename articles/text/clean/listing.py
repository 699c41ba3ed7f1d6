"""Whether two lines are entries of one list: prices, results, line-ups, which are no sentences but the article's own.

Written here because judged one by one such lines look like navigation; side by side they have one form.
"""

import re

TAIL = 8  # signs of the form that have to agree: ": 0.0 (0" and its like
_WORDS = re.compile(r"[^\W\d_]+(?:[ '’\-][^\W\d_]+)*")
_NUMBERS = re.compile(r"\d+")


def is_same_listing(one: str, other: str) -> bool:
    """Whether two lines end alike once words and numbers are taken for one another, and have a number."""
    ends = _form(one), _form(other)
    return ends[0] == ends[1] and "0" in ends[0]


def _form(text: str) -> str:
    return _NUMBERS.sub("0", _WORDS.sub("a", text[-200:]))[-TAIL:]
