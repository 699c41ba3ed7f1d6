"""An article -> the names and words it turns on, by which other stories on the same event are found.

Written here because what finds them must work on one article at a time, in any language with capitals, without a model
of a language: a tagger would cost a hundred times what the rest of an ingest does.
"""

import datetime as dt
import hashlib
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

# Terms of one story: those mentioned most. More bring words that any story of the day has.
MOST_TERMS = 16
# Days in one bucket: stories of one bucket or of the next are days apart. Coverage of an event runs a few days.
BUCKET_DAYS = 4
# A term in more stories of its days than this is the day's talk, and tells no two stories as one event.
MOST_HOLDERS = 30
# Related from this share of a story's weighted terms, and never by fewer terms than this: two papers share a minister
# and a capital on any day.
RELATED = 0.25
FEWEST_SHARED = 4
# A name in the headline counts like this many more mentions, one in the lead like this many.
IN_HEADLINE = 3
IN_LEAD = 2
MOST_COUNTED = 4  # mentions of one name; a profile repeats its subject in every sentence
READ = 4_000  # characters of a body that are read for terms: an event is named early

_WORD = re.compile(r"[^\W\d_]{3,}|[^\W\d_]{2,}(?=\W|$)")
_STARTS = re.compile(r"(?:^|[.!?:…]\W+|[\n“„«\"]\W*)$")
UNDATED = "undated"
ANY_DAY = "any"


def _names(text: str) -> Counter[str]:
    """Count the words that stand with a capital within a sentence and nowhere without one."""
    capital = Counter[str]()
    small: set[str] = set()
    for found in _WORD.finditer(text):
        word = found[0]
        if not word[0].isupper():
            small.add(word.casefold())
        elif not _STARTS.search(text[max(0, found.start() - 4) : found.start()]):
            capital[word] += 1
    return Counter({word: count for word, count in capital.items() if word.casefold() not in small})


def event_terms(paragraphs: Sequence[str], *, headline: str | None) -> tuple[str, ...]:
    """Give the names an article turns on, as printed, those it turns on most first; at most MOST_TERMS."""
    body = "\n".join(paragraphs)[:READ]
    lead = {word.casefold() for word in _WORD.findall(paragraphs[0] if paragraphs else "")}
    title = {word.casefold() for word in _WORD.findall(headline or "")}
    weights: dict[str, tuple[int, str]] = {}
    for word, count in _names(body).items():
        key = word.casefold()
        weight = min(MOST_COUNTED, count) + IN_HEADLINE * (key in title) + IN_LEAD * (key in lead)
        weights[key] = max(weights.get(key, (0, word)), (weight, word))
    ranked = sorted(weights.values(), key=lambda item: (-item[0], item[1]))
    return tuple(word for _, word in ranked[:MOST_TERMS])


def _key(term: str, days: int | str) -> int:
    digest = hashlib.blake2b(f"{term.casefold()}|{days}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def stored_keys(term: str, day: dt.date | None) -> tuple[int, ...]:
    """Give the keys under which a story of this day is found by a term."""
    return _key(term, day.toordinal() // BUCKET_DAYS if day else UNDATED), _key(term, ANY_DAY)


def wanted_keys(term: str, day: dt.date | None) -> tuple[int, ...]:
    """Give the keys that find stories with a term around this day, and undated ones; for an undated story, all."""
    if day is None:
        return (_key(term, ANY_DAY),)
    bucket = day.toordinal() // BUCKET_DAYS
    return _key(term, bucket - 1), _key(term, bucket), _key(term, bucket + 1), _key(term, UNDATED)


def rarity(holders: int) -> float:
    """Give what a term weighs that this many other stories of its days have: 1 for one, 0 from MOST_HOLDERS on."""
    return max(0.0, 1 - math.log(max(1, holders)) / math.log(MOST_HOLDERS + 1))


def relatedness(holders: Mapping[str, int], shared: Collection[str]) -> float:
    """Give how much of a story's terms another shares, from 0 to 1, rare terms weighing most.

    `holders` says of each of the story's terms how many other stories of its days have it.
    """
    if len(shared) < FEWEST_SHARED:
        return 0.0
    weights = {term: rarity(count) for term, count in holders.items()}
    return sum(weights[term] for term in shared) / max(1e-9, sum(weights.values()))


def why_related(shared: Sequence[str]) -> str:
    """Say in words what two stories share."""
    return f"both name {', '.join(shared[:5])}"
