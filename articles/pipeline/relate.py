"""New stories -> links to other stories on the same event, by rare names and words they share; never merged.

Incremental and bounded: a text is laid beside the stories that share its rarest names when it comes in, never again.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models.functions import Coalesce

from articles.models import EventTerm, Story, StoryLink, TermCount
from articles.models.grouping import story_ids
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


class _Found(NamedTuple):
    """A story that shares a text's terms, with how much of them, from 0 to 1, and why in words."""

    story_id: int
    other: int
    score: float
    why: str


@dataclass(slots=True)
class _Holders:
    """Which stories hold which terms, by key: as the store prints them, and as told since."""

    printed: Mapping[int, str]
    told: dict[int, list[int]]

    def among(self, keys: Sequence[int], *, but: int) -> tuple[int, set[int]]:
        """Give how many stories but this one hold a term under one of these keys, and which, unless too many do."""
        held = [found for key in keys if (found := self.printed.get(key))]
        told = [found for key in keys if (found := self.told.get(key))]
        most = sum(found.count(",") + 1 for found in held)
        if most > MOST_HOLDERS + len(keys):  # each may name the story itself
            return most, set()
        stories = set().union(*told, *map(story_ids, held)) - {but}
        return len(stories), stories if len(stories) <= MOST_HOLDERS else set()

    def add(self, term: _Term, story_id: int) -> bool:
        """Tell that a story holds a term; False where it is known to, or the term is in too many to be stored."""
        held, told = self.printed.get(term.stored, ""), self.told.setdefault(term.stored, [])
        known = story_id in told or f",{story_id}," in f",{held},"
        if known or held.count(",") + bool(held) + len(told) > MOST_HOLDERS:
            return False
        told.append(story_id)
        self.told.setdefault(term.stored_any, []).append(story_id)
        return True


def relate_stories(texts: Sequence[Coverage]) -> set[int]:
    """Link the stories of new texts with those on the same event, stored or new; give every story that got a link."""
    turning_on = _terms(texts)
    holders = _holders(texts, turning_on)
    found: list[_Found] = []
    rows: list[tuple[int, int]] = []
    for text, own in zip(texts, turning_on, strict=True):
        found += _found(text, own, [holders.among(term.wanted, but=text.story_id) for term in own])
        rows += [(term.stored, text.story_id) for term in own if holders.add(term, text.story_id)]
    EventTerm.objects.add(rows)
    links = _links(found)
    StoryLink.objects.bulk_create(links, ignore_conflicts=True)
    return {story_id for link in links for story_id in (link.first_id, link.second_id)}


def _holders(texts: Sequence[Coverage], turning_on: Sequence[Sequence[_Term]]) -> _Holders:
    """Load which stories hold the terms of these texts, by key: those around its day, of any day where it has none."""
    asked, asked_any = set(), set()
    for text, own in zip(texts, turning_on, strict=True):
        for term in own:
            asked.add(term.stored)
            if text.day:
                asked.update(term.wanted)
            elif term.rare:
                asked_any.add(term.stored_any)
    printed = EventTerm.objects.holders(asked) if asked else {}
    return _Holders(printed, EventTerm.objects.of_any_day(asked_any) if asked_any else {})


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


def _found(text: Coverage, terms: Sequence[_Term], holding: Sequence[tuple[int, set[int]]]) -> list[_Found]:
    """Give the stories that share a text's terms, the closest ones."""
    weights = {term.printed: term.weight for term in terms}
    counts = {term.printed: count for term, (count, _) in zip(terms, holding, strict=True)}
    shared: dict[int, list[str]] = defaultdict(list)
    for term, (_, stories) in zip(terms, holding, strict=True):
        for story_id in stories:
            shared[story_id].append(term.printed)
    scores = {story_id: relatedness(weights, counts, both) for story_id, both in shared.items() if len(both) > 1}
    closest = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST_LINKS]
    return [
        _Found(text.story_id, story_id, score, why_related(shared[story_id]))
        for story_id, score in closest
        if score >= RELATED
    ]


def _links(found: Sequence[_Found]) -> list[StoryLink]:
    """Give the links to the stories found: to what one was merged into, and to none that is gone or empty."""
    others = {each.other for each in found}
    rows = Story.objects.filter(pk__in=others).values_list("pk", Coalesce("merged_into", "pk"))
    into = dict(rows) if others else {}
    standing = Story.objects.standing().filter(pk__in=into.values(), version_count__gt=0).values_list("pk", flat=True)
    stands = set(standing) if into else set()
    links = {}
    for each in found:
        other = into.get(each.other, each.story_id)
        if other in stands and other != each.story_id:
            pair = (min(each.story_id, other), max(each.story_id, other))
            kind = StoryLink.Kind.RELATED
            links.setdefault(
                pair, StoryLink(first_id=pair[0], second_id=pair[1], kind=kind, score=each.score, why=[each.why])
            )
    return list(links.values())
