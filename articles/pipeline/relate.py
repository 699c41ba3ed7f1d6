"""New stories -> links to other stories on the same event, by rare names and words they share; never merged.

Incremental and bounded: a text is laid beside the stories that share its rarest names when it comes in, never again.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.models import EventTerm, StoryLink, TermCount
from articles.models.terms import ALL_STORIES
from articles.text.related import (
    MOST_HOLDERS,
    RELATED,
    candidate_terms,
    event_terms,
    relatedness,
    stored_keys,
    wanted_keys,
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


def relate_stories(texts: Sequence[Coverage]) -> set[int]:
    """Link the stories of new texts with those on the same event, stored or new; give every story that got a link."""
    terms = _terms(texts)
    wanted = [{term: wanted_keys(term, text.day) for term in own} for text, own in zip(texts, terms, strict=True)]
    stored = [
        [key for term in own for key in stored_keys(term, text.day)] for text, own in zip(texts, terms, strict=True)
    ]
    asked = {key for own in wanted for keys in own.values() for key in keys}.union(*stored)
    holders = defaultdict(list, EventTerm.objects.holders(asked) if asked else {})
    links: list[StoryLink] = []
    rows: list[tuple[int, int]] = []
    for text, own, found_by, keys in zip(texts, terms, wanted, stored, strict=True):
        links += _links(text, own, {term: _holding(found_by[term], holders, text.story_id) for term in own})
        for key in keys:
            if text.story_id not in holders[key] and len(holders[key]) <= MOST_HOLDERS:
                holders[key].append(text.story_id)
                rows.append((key, text.story_id))
    EventTerm.objects.add(rows)
    StoryLink.objects.bulk_create(links, ignore_conflicts=True)
    return {story_id for link in links for story_id in (link.first_id, link.second_id)}


def _holding(keys: Sequence[int], holders: Mapping[int, Sequence[int]], but: int) -> set[int]:
    """Give the stories that hold a term under one of these keys."""
    return {story_id for key in keys for story_id in holders.get(key, ()) if story_id != but}


def _terms(texts: Sequence[Coverage]) -> list[dict[str, float]]:
    """Give the terms each text turns on with their weights, and let the store learn how common they are."""
    candidates = [candidate_terms(text.paragraphs, headline=text.headline) for text in texts]
    keys = [[each.key for each in found] for found in candidates]
    counts = TermCount.objects.of({key for own in keys for key in own})
    stories = counts.get(ALL_STORIES, 0)
    TermCount.objects.learn(((text.story_id, own) for text, own in zip(texts, keys, strict=True)), so_far=stories)
    return [event_terms(found, counts, stories) for found in candidates]


def _links(text: Coverage, terms: Mapping[str, float], holding: Mapping[str, set[int]]) -> list[StoryLink]:
    """Give the links of a text's story to those that share its terms, the closest ones."""
    counts = {term: len(found) for term, found in holding.items()}
    shared: dict[int, list[str]] = defaultdict(list)
    for term in terms:
        for story_id in holding[term] if counts[term] <= MOST_HOLDERS else ():
            shared[story_id].append(term)
    scores = {story_id: relatedness(terms, counts, both) for story_id, both in shared.items() if len(both) > 1}
    links = []
    for story_id, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST_LINKS]:
        if score >= RELATED:
            first, second = sorted((text.story_id, story_id))
            why = [why_related(shared[story_id])]
            kind = StoryLink.Kind.RELATED
            links.append(StoryLink(first_id=first, second_id=second, kind=kind, score=score, why=why))
    return links
