"""New stories -> links to other stories on the same event, by rare names and words they share; never merged.

Incremental and bounded: a text is laid beside the stories that share its rarest names when it comes in, never again.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.models import EventTerm, StoryLink, TermCount
from articles.models.terms import ALL_STORIES
from articles.text.related import (
    DAYS,
    MOST_HOLDERS,
    RELATED,
    bucket_of,
    candidate_terms,
    event_terms,
    relatedness,
    wanted_buckets,
    why_related,
)

# Links one new story makes: what a reader can take in beside it.
MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class Coverage:
    """A text that came in, and the story it is a version of."""

    story_id: int
    headline: str | None
    paragraphs: Sequence[str]
    day: dt.date | None


class _Term(NamedTuple):
    """A term that a text turns on, with the keys that find others and those under which this one is found.

    `rare`: in so few stories that a text without a day may ask for all of them.
    """

    printed: str
    weight: float
    wanted: tuple[int, ...]
    stored: int
    stored_any: int
    rare: bool


def relate_stories(texts: Sequence[Coverage]) -> set[int]:
    """Link the stories of new texts with those on the same event, stored or new; give every story that got a link."""
    turning_on = _terms(texts)
    holders = _holders(texts, turning_on)
    links: list[StoryLink] = []
    rows: list[tuple[int, int]] = []
    for text, own in zip(texts, turning_on, strict=True):
        links += _links(text, own, [_holding(term.wanted, holders, text.story_id) for term in own])
        for term in own:
            if text.story_id not in holders[term.stored] and len(holders[term.stored]) <= MOST_HOLDERS:
                rows.append((term.stored, text.story_id))
                holders[term.stored].append(text.story_id)
                holders[term.stored_any].append(text.story_id)
    EventTerm.objects.add(rows)
    StoryLink.objects.bulk_create(links, ignore_conflicts=True)
    return {story_id for link in links for story_id in (link.first_id, link.second_id)}


def _holders(texts: Sequence[Coverage], turning_on: Sequence[Sequence[_Term]]) -> dict[int, list[int]]:
    """Load which stories hold the terms of these texts, by key: those around its day, of any day where it has none."""
    asked, asked_any = set(), set()
    for text, own in zip(texts, turning_on, strict=True):
        for term in own:
            asked.add(term.stored)
            if text.day:
                asked.update(term.wanted)
            elif term.rare:
                asked_any.add(term.stored_any)
    holders = defaultdict(list, EventTerm.objects.holders(asked) if asked else {})
    holders |= EventTerm.objects.of_any_day(asked_any) if asked_any else {}
    return holders


def _holding(keys: Sequence[int], holders: Mapping[int, Sequence[int]], but: int) -> set[int]:
    """Give the stories that hold a term under one of these keys."""
    found = [holders[key] for key in keys if key in holders]
    return set().union(*found) - {but} if found else set()


def _terms(texts: Sequence[Coverage]) -> list[list[_Term]]:
    """Give the terms each text turns on, heaviest first, and let the store learn how common they are."""
    candidates = [candidate_terms(text.paragraphs, headline=text.headline) for text in texts]
    keys = [[each.key for each in found] for found in candidates]
    counts = TermCount.objects.of({key for own in keys for key in own})
    stories = counts.get(ALL_STORIES, 0)
    TermCount.objects.learn(((text.story_id, own) for text, own in zip(texts, keys, strict=True)), so_far=stories)
    found = []
    for text, own in zip(texts, candidates, strict=True):
        key_of = {each[0]: each[1] for each in own}
        bucket, wanted = bucket_of(text.day), wanted_buckets(text.day)
        terms = []
        for printed, weight in event_terms(own, counts, stories).items():
            key = key_of[printed]
            undated, rare = key & ~DAYS, counts.get(key, 0) <= MOST_HOLDERS
            own_wanted = tuple([undated + each for each in wanted])
            terms.append(_Term(printed, weight, own_wanted, undated + bucket, undated + DAYS, rare))
        found.append(terms)
    return found


def _links(text: Coverage, terms: Sequence[_Term], holding: Sequence[set[int]]) -> list[StoryLink]:
    """Give the links of a text's story to those that share its terms, the closest ones."""
    weights = {term.printed: term.weight for term in terms}
    counts = {term.printed: len(found) for term, found in zip(terms, holding, strict=True)}
    shared: dict[int, list[str]] = defaultdict(list)
    for term, found in zip(terms, holding, strict=True):
        for story_id in found if len(found) <= MOST_HOLDERS else ():
            shared[story_id].append(term.printed)
    scores = {story_id: relatedness(weights, counts, both) for story_id, both in shared.items() if len(both) > 1}
    links = []
    for story_id, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST_LINKS]:
        if score >= RELATED:
            first, second = sorted((text.story_id, story_id))
            why = [why_related(shared[story_id])]
            kind = StoryLink.Kind.RELATED
            links.append(StoryLink(first_id=first, second_id=second, kind=kind, score=score, why=why))
    return links
