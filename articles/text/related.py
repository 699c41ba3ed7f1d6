"""An article -> the names and rare words it turns on, by which other stories on the same event are found.

Written here because what finds them must work on one article at a time, in any language, without a model of one: a
tagger would cost a hundred times what the rest of an ingest does. Which words are rare is told by the store's own
stories; until there are enough of them, by the shape of a word. No list of weekdays or stop words is needed: what
every story has weighs nothing.
"""

import datetime as dt
import functools
import hashlib
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from articles.text.event_words import (
    SHORTEST_NAME,
    name_expected,
    said_in,
    word_expected,
    words_in,
)

# Terms of one story: those it turns on most. More bring words that any story of the day has.
MOST_TERMS = 16
# Days in one bucket: stories of one bucket or of the next are days apart. Coverage of an event runs a few days.
BUCKET_DAYS = 4
TERM_BITS = 44  # of a stored key, the lowest: above them stand the days, so that what comes in is stored side by side
TERM_PART = (1 << TERM_BITS) - 1
ANY_DAY = (1 << 20) - 1  # stands for the bucket, past every date's
# Terms of a dated story under which one without a date finds it, the heaviest: each is a row far from the others.
MOST_ANY_DAY = 4
# A term in more stories of its days than this is the day's talk, and tells no two stories as one event.
MOST_HOLDERS = 30
# Related from this share of a story's weighted terms, and never by fewer terms than this: two papers share a minister
# and a capital on any day. Of the pairs found so among labelled articles, .95 are on one event.
RELATED = 0.25
FEWEST_SHARED = 4
# What is shared must weigh this much in all: two or three rare names do, a dozen words of any day do not.
LEAST_WORTH = 8.0
# A term in the headline counts like this many more mentions, one in the lead like this many.
IN_HEADLINE = 3
IN_LEAD = 2
MOST_COUNTED = 4  # mentions of one term; a profile repeats its subject in every sentence
# The shape of a word weighs as much as this many stories' evidence.
STORIES_IN_DOUBT = 200
# A name that this many stories have may be that of one event, which they all cover: it counts as rare as if none had
# it. In a small store each report of an event would else make its own names common. Of labelled articles that come in
# by fifties it finds .80 instead of .71 of the pairs that are on one event, at .865 precision instead of .88.
ONE_EVENTS_STORIES = 3


class Candidate(NamedTuple):  # some sixty a text, and a frozen dataclass takes four times as long to make
    """A term that an article may turn on, as printed, the key under which the store counts it, its mentions by place.

    `expected`: the share of stories that what looks like it is expected in.
    """

    printed: str
    key: int
    mentions: int
    expected: float


def _hashed(text: str) -> int:
    digest = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@functools.lru_cache(maxsize=1 << 16)  # half of a text's terms are those of others
def _any_day_key(folded: str) -> int:
    return _hashed(f"{folded}|any")


@functools.lru_cache(maxsize=1 << 16)
def _of_word(word: str) -> tuple[int, float]:
    """Give the key of a folded word and the share of stories that it is expected in."""
    return _hashed(f"{word}|any"), word_expected(word)


def candidate_terms(
    paragraphs: Sequence[str], *, headline: str | None, standfirst: str | None = None
) -> tuple[Candidate, ...]:
    """Give every term that an article may turn on: names, and words mentioned again or in headline or lead.

    A standfirst counts as headline: under the headline of a feature it is what names the event. The order is that of
    the text, words before names.
    """
    said = said_in("\n".join(paragraphs))
    lead, title = words_in(paragraphs[0] if paragraphs else ""), words_in(f"{headline or ''}\n{standfirst or ''}")
    shortest = said.shortest
    found = {}
    placed_words = lead | title
    for word, count in said.words.items():
        if (count > 1 or word in placed_words) and len(word) >= shortest:
            placed = IN_HEADLINE * (word in title) + IN_LEAD * (word in lead)
            key, expected = _of_word(word)
            found[word] = Candidate(word, key, min(MOST_COUNTED, count) + placed, expected)
    for name, count in said.names.items():
        folded = name.casefold()
        if folded not in said.words and folded not in found and len(name) >= SHORTEST_NAME:
            placed = IN_HEADLINE * (folded in title) + IN_LEAD * (folded in lead)
            expected = name_expected(name, said.pairs)
            found[folded] = Candidate(name, _any_day_key(folded), min(MOST_COUNTED, count) + placed, expected)
    return tuple(found.values())


def commonness(expected: float, holders: int, stories: int) -> float:
    """Give the share of stories that have a term, by those counted and by its shape while they are few."""
    others = max(0, holders - ONE_EVENTS_STORIES)
    return (others + STORIES_IN_DOUBT * expected) / (max(holders, stories) + STORIES_IN_DOUBT)


def event_terms(candidates: Iterable[Candidate], counts: Mapping[int, int], stories: int) -> dict[str, float]:
    """Give the terms an article turns on, as printed, with their weights, heaviest first; at most MOST_TERMS.

    `counts` says by key in how many of the `stories` counted a term was found. A term's weight is its mentions by the
    logarithm of its rarity (tf-idf); what a third of all stories have weighs nothing. Of terms that weigh the same the
    earlier ones are taken: an event is named early.
    """
    weights: dict[str, float] = {}
    for printed, key, mentions, expected in candidates:
        share = 3 * commonness(expected, counts.get(key, 0), stories)
        if share < 1:
            weights[printed] = (1 + math.log(mentions)) * -math.log(share)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    return dict(ranked[:MOST_TERMS])


def first_key(bucket: int) -> int:
    """Give the lowest key that a term can have in a bucket of days, as a signed integer of 64 bits; add `term_part`."""
    found = bucket << TERM_BITS
    return found - (1 << 64) if found >> 63 else found


def term_part(key: int) -> int:
    """Give what tells a term from others within a bucket of days: its highest bits, which a key has always kept."""
    return (key >> 64 - TERM_BITS) & TERM_PART


def stored_keys(term: str, day: dt.date | None) -> tuple[int, ...]:
    """Give the keys under which a story is found by a term: that of its days, and where it has any that of any day."""
    part, bucket = term_part(_any_day_key(term.casefold())), bucket_of(day)
    return tuple(first_key(each) + part for each in ((bucket, ANY_DAY) if day else (bucket,)))


def wanted_keys(term: str, day: dt.date | None) -> tuple[int, ...]:
    """Give the keys that find stories with a term around this day, and undated ones; for an undated story, all."""
    part = term_part(_any_day_key(term.casefold()))
    return tuple(first_key(bucket) + part for bucket in wanted_buckets(day))


def wanted_buckets(day: dt.date | None) -> tuple[int, ...]:
    """Give the buckets of days in which what is related to a story of this day may be: any for one without."""
    bucket = bucket_of(day)
    return (0, bucket - 1, bucket, bucket + 1) if day else (0, ANY_DAY)


def bucket_of(day: dt.date | None) -> int:
    """Give the number of the bucket that a day is in, 0 for none; dates end before ANY_DAY."""
    return day.toordinal() // BUCKET_DAYS + 1 if day else 0


def rarity(holders: int) -> float:
    """Give what a term weighs that this many other stories of its days have: 1 for one, 0 from MOST_HOLDERS on."""
    return max(0.0, 1 - math.log(max(1, holders)) / math.log(MOST_HOLDERS + 1))


def relatedness(weights: Mapping[str, float], holders: Mapping[str, int], shared: Collection[str]) -> float:
    """Give how much of a story's terms another shares, from 0 to 1, rare terms weighing most.

    `holders` says of each of the story's terms how many other stories of its days have it. A word within a shared name
    of several words is no further term.
    """
    names = outermost(shared)
    if len(names) + sum(" " in name for name in names) < FEWEST_SHARED:
        return 0.0
    worth = {term: weight * rarity(holders.get(term, 0)) for term, weight in weights.items()}
    both = sum(worth[term] for term in shared)
    return both / sum(worth.values()) if both >= LEAST_WORTH else 0.0


def outermost(terms: Collection[str]) -> list[str]:
    """Join names of two words that overlap into longer ones, and leave out the words that stand within a name."""
    names: list[str] = []
    for term in terms:
        if " " in term:
            first, last = term.split(" ", 1)
            before = next((at for at, name in enumerate(names) if name.split()[-1] == first), None)
            after = next((at for at, name in enumerate(names) if name.split()[0] == last), None)
            if before is not None:
                names[before] += f" {last}"
            elif after is not None:
                names[after] = f"{first} {names[after]}"
            else:
                names.append(term)
    within = {word.casefold() for name in names for word in name.split()}
    return names + [term for term in terms if " " not in term and term.casefold() not in within]


def why_related(shared: Sequence[str]) -> str:
    """Say in words what two stories share, given heaviest first."""
    return f"both turn on {', '.join(outermost(shared)[:5])}"
