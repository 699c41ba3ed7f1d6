"""New stories -> links to other stories on the same event, by rare names and words they share; never merged.

Incremental and bounded: a text is laid beside the stories that share its rarest names when it comes in, never again.
"""

import datetime as dt
from collections import Counter, defaultdict
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
    wanted: set[int] = set()
    for text, own in zip(texts, terms, strict=True):
        for term in own:
            wanted.update(wanted_keys(term, text.day), stored_keys(term, text.day))
    holders = defaultdict(list, EventTerm.objects.holders(wanted) if wanted else {})
    links: list[StoryLink] = []
    rows: list[tuple[int, int]] = []
    for text, own in zip(texts, terms, strict=True):
        links += _links(text, own, holders)
        for key in (key for term in own for key in stored_keys(term, text.day)):
            if text.story_id not in holders[key] and len(holders[key]) <= MOST_HOLDERS:
                holders[key].append(text.story_id)
                rows.append((key, text.story_id))
    EventTerm.objects.add(rows)
    StoryLink.objects.bulk_create(links, ignore_conflicts=True)
    return {story_id for link in links for story_id in (link.first_id, link.second_id)}


def _terms(texts: Sequence[Coverage]) -> list[dict[str, float]]:
    """Give the terms each text turns on with their weights, and let the store learn how common they are."""
    candidates = [candidate_terms(text.paragraphs, headline=text.headline) for text in texts]
    keys = [[each.key for each in found] for found in candidates]
    counts = TermCount.objects.of({key for own in keys for key in own})
    stories = counts.get(ALL_STORIES, 0)
    TermCount.objects.learn(((text.story_id, own) for text, own in zip(texts, keys, strict=True)), so_far=stories)
    return [event_terms(found, counts, stories) for found in candidates]


def _links(text: Coverage, terms: Mapping[str, float], holders: dict[int, list[int]]) -> list[StoryLink]:
    """Give the links of a text's story to those that share its terms, the closest ones."""
    counts: dict[str, int] = {}
    shared: dict[int, list[str]] = defaultdict(list)
    for term in terms:
        found = {story_id for key in wanted_keys(term, text.day) for story_id in holders.get(key, ())}
        found.discard(text.story_id)
        counts[term] = len(found)
        if len(found) <= MOST_HOLDERS:
            for story_id in found:
                shared[story_id].append(term)
    scores = Counter({story_id: relatedness(terms, counts, both) for story_id, both in shared.items()})
    links = []
    for story_id, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST_LINKS]:
        if score >= RELATED:
            first, second = sorted((text.story_id, story_id))
            why = [why_related(shared[story_id])]
            kind = StoryLink.Kind.RELATED
            links.append(StoryLink(first_id=first, second_id=second, kind=kind, score=score, why=why))
    return links
