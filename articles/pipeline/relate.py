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
    ANY_DAY,
    MOST_ANY_DAY,
    MOST_HOLDERS,
    RELATED,
    bucket_of,
    candidate_terms,
    event_terms,
    first_key,
    relatedness,
    term_part,
    wanted_buckets,
    why_related,
)

# Links one new story makes: what a reader can take in beside it.
MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class Coverage:
    """A text that came in, and the story it is a version of. `day`: published, else captured."""

    story_id: int
    headline: str | None
    paragraphs: Sequence[str]
    day: dt.date | None
    standfirst: str | None = None


class _Term(NamedTuple):
    """A term that a text turns on, with the keys that find others and those under which this one is found."""

    printed: str
    weight: float
    wanted: list[int]
    stored: list[int]


class _Found(NamedTuple):
    """A story that shares a text's terms, with how much of them, from 0 to 1, and why in words."""

    story_id: int
    other: int
    score: float
    why: str


@dataclass(slots=True)
class _Holders:
    """Which stories hold which terms, by key, printed as the store prints them."""

    printed: dict[int, str]

    def among(self, keys: Sequence[int], *, but: int) -> tuple[int, set[int]]:
        """Give how many stories but this one hold a term under one of these keys, and which, unless too many do."""
        held = [found for key in keys if (found := self.printed.get(key))]
        if not held:
            return 0, set()
        most = sum(found.count(",") for found in held) + len(held)
        if most > MOST_HOLDERS + len(keys):  # each may name the story itself
            return most, set()
        stories = set(story_ids(",".join(held))) - {but}
        return len(stories), stories if len(stories) <= MOST_HOLDERS else set()

    def add(self, key: int, story_id: int) -> bool:
        """Tell that a story is under a key; False where it is known to be, or too many are for one more to count."""
        held = self.printed.get(key)
        if held is None:
            self.printed[key] = str(story_id)
            return True
        if held.count(",") >= MOST_HOLDERS or f",{story_id}," in f",{held},":
            return False
        self.printed[key] = f"{held},{story_id}"
        return True


def relate_stories(texts: Sequence[Coverage]) -> set[int]:
    """Link the stories of new texts with those on the same event, stored or new; give every story that got a link."""
    turning_on = _terms(texts)
    asked = {key for own in turning_on for term in own for key in (*term.wanted, *term.stored)}
    holders = _Holders(EventTerm.objects.holders(asked))
    found: list[_Found] = []
    rows: list[tuple[int, int]] = []
    for text, own in zip(texts, turning_on, strict=True):
        found += _found(text, own, [holders.among(term.wanted, but=text.story_id) for term in own])
        keys = [key for term in own for key in term.stored]
        rows += [(key, text.story_id) for key in keys if holders.add(key, text.story_id)]
    EventTerm.objects.add(rows)
    links = _links(found)
    StoryLink.objects.bulk_create(links, ignore_conflicts=True)
    return {story_id for link in links for story_id in (link.first_id, link.second_id)}


def _terms(texts: Sequence[Coverage]) -> list[list[_Term]]:
    """Give the terms each text turns on, heaviest first, and let the store learn how common they are."""
    candidates = [
        candidate_terms(text.paragraphs, headline=text.headline, standfirst=text.standfirst) for text in texts
    ]
    keys = [[each.key for each in found] for found in candidates]
    counts = TermCount.objects.of({key for own in keys for key in own})
    stories = counts.get(ALL_STORIES, 0)
    TermCount.objects.learn(((text.story_id, own) for text, own in zip(texts, keys, strict=True)), so_far=stories)
    return [
        _keyed(event_terms(own, counts, stories), {each[0]: each[1] for each in own}, text.day, counts)
        for text, own in zip(texts, candidates, strict=True)
    ]


def _keyed(
    weights: Mapping[str, float], key_of: Mapping[str, int], day: dt.date | None, counts: Mapping[int, int]
) -> list[_Term]:
    """Give the terms of a text with their keys; the heaviest rare ones of a dated text are stored for any day too."""
    own_days, any_day = first_key(bucket_of(day)), first_key(ANY_DAY)
    wanted = [first_key(bucket) for bucket in wanted_buckets(day)]
    left = MOST_ANY_DAY if day else 0
    terms = []
    for printed, weight in weights.items():
        key = key_of[printed]
        part = term_part(key)
        stored = [own_days + part]
        if left and counts.get(key, 0) <= MOST_HOLDERS:
            stored.append(any_day + part)
            left -= 1
        terms.append(_Term(printed, weight, [first + part for first in wanted], stored))
    return terms


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
    links: dict[tuple[int, int], StoryLink] = {}
    for each in found:
        other = into.get(each.other, each.story_id)
        if other in stands and other != each.story_id:
            pair = (min(each.story_id, other), max(each.story_id, other))
            kind = StoryLink.Kind.RELATED
            links.setdefault(
                pair, StoryLink(first_id=pair[0], second_id=pair[1], kind=kind, score=each.score, why=[each.why])
            )
    return list(links.values())
