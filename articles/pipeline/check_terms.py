"""The counts of names and words -> whether they can be those of the stored texts.

They are estimates: one text in some is counted once there are many, and taken back so; copies are left out, and what a
text said before it was cleaned again stays counted. So they are held against bounds; what is far off makes a rare name
common, or the day's talk rare.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.db.models import F

from articles.models import EventTerm, Story, TermCount, Version
from articles.models.terms import ALL_COUNTED, ALL_STORIES, ONE_IN
from articles.text.related import candidate_terms

# Stories that may be missing from the count, or be counted though gone, and how many times as many beyond: stories
# that editors split off and dumps that were taken back are no fault.
SLACK, TIMES_OFF = ALL_COUNTED, 4
# Keys counted anew, spread evenly over all, and the mentions from which a sampled count says something.
MOST_KEYS = 50_000
FEWEST_SAMPLED = 8 * ONE_IN
TEXTS_AT_ONCE = 200


def missing_or_astray() -> bool:
    """Whether there are texts related by their terms, and no count of stories that could be that of the store."""
    if not EventTerm.objects.exists():
        return False
    counted = TermCount.objects.filter(pk=ALL_STORIES).values_list("stories", flat=True).first() or 0
    stories, versions = Story.objects.standing().count(), Version.objects.count()
    too_few = not counted or counted * TIMES_OFF + SLACK < stories
    return too_few or counted > versions * TIMES_OFF + SLACK


def above_all() -> list[int]:
    """Give the keys of terms that are counted in more stories than there are counted."""
    everything = TermCount.objects.filter(pk=ALL_STORIES).values_list("stories", flat=True).first() or 0
    rows = TermCount.objects.filter(stories__gt=everything).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def far_from_texts() -> list[int]:
    """Read every text and give the keys whose counts are far from it, where such are more than a few; else none.

    A minute for thirty thousand texts; in memory are the counts of MOST_KEYS.
    """
    stored = _stored()
    anew = Counter[int]()
    step = _step()
    for keys in _keys_of_texts():
        anew.update(key for key in keys if key % step == 0)
    fewest = FEWEST_SAMPLED if Version.objects.count() > ALL_COUNTED else 1
    told = [key for key in {*stored, *anew} if max(stored[key], anew[key]) >= fewest]
    if sum(abs(stored[key] - anew[key]) for key in told) <= sum(anew[key] for key in told):
        return []
    return sorted(key for key in told if stored[key] != anew[key])


def _step() -> int:
    return max(1, TermCount.objects.count() // MOST_KEYS)


def _stored() -> Counter[int]:
    rows = TermCount.objects.exclude(pk=ALL_STORIES).annotate(part=F("pk") % _step()).filter(part=0)
    return Counter(dict(rows.values_list("pk", "stories")))


def _keys_of_texts() -> Iterator[list[int]]:
    """Give the keys of the terms of every text that is in a standing story."""
    versions = Version.objects.filter(story__merged_into=None).order_by("pk")
    ids = versions.values_list("pk", flat=True).iterator(chunk_size=1000)
    while chunk := list(islice(ids, TEXTS_AT_ONCE)):
        for each in versions.filter(pk__in=chunk).with_body():
            found = candidate_terms(each.body.paragraphs, headline=each.headline, standfirst=each.standfirst)
            yield [term.key for term in found]
