"""The lines of a text capture -> how each recurs: its form nearby, itself anywhere, and dates around it.

Written here because readers' comments, teasers and posts are an article's sentences one by one; what gives them away is
the beat they come in: a name, a day, a text, "Reply", and again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from articles.text.clean.dates import is_date_line
from articles.text.clean.surroundings import Matrix, Numbers

BRIEF = 80  # characters from which a line has no form that could recur
FORM = 40  # signs of a form that are compared
NEARBY = 40  # lines to either side in which a form may recur
BRIEF_DATE = 60  # characters from which a line is not asked for a date
DATES = 10  # lines below, and as many above, in which dates are counted
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")


def line_rhythm(texts: Sequence[str]) -> Matrix:
    """A row of five for each line, in order.

    log(1 + lines nearby of the same form), log(1 + other lines of the same text), whether it is a date's line, how many
    of such are among it and the ten lines below, and among the ten above. Any word is the same in a form, and any
    number.
    """
    counts = Counter(texts)
    again = np.log([counts[text] for text in texts])
    dates = np.array([len(text) < BRIEF_DATE and _is_dated(text) for text in texts], dtype=float)
    at, before = np.arange(len(texts)), np.concatenate([[0.0], np.cumsum(dates)])
    below = before[np.minimum(at + 1 + DATES, len(texts))] - before[at]
    above = before[at] - before[np.maximum(at - DATES, 0)]
    return np.column_stack([_forms_nearby(texts), again, dates, below, above]).astype(np.float32)


def _is_dated(text: str) -> bool:
    return _NUMBERS.search(text) is not None and is_date_line(text)


def _forms_nearby(texts: Sequence[str]) -> Numbers:
    places: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        if len(text) < BRIEF:
            places[_WORDS.sub("a", _NUMBERS.sub("0", text))[:FORM]].append(at)
    found = np.zeros(len(texts))
    for same in map(np.array, places.values()):
        found[same] = np.searchsorted(same, same + NEARBY, "right") - np.searchsorted(same, same - NEARBY) - 1
    return np.log1p(found)
