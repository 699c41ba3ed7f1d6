"""The index of shingles -> for each text that comes in, the stored and new texts it may belong with.

Texts are numbered here: a stored version by its id, a new text of the batch by a negative number.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from django.db.models import Exists, OuterRef

from articles.models import Shingle, Version, VersionBody
from articles.text.group import Fingerprint, stored_fingerprint
from articles.text.group.choice import MOST_VERIFIED

# A shingle in more texts than this is a phrase of the trade or a site's furniture: it names no candidates, and is not
# indexed further. Candidates a text stay at about 11 however large the archive.
MOST_HOLDERS = 30
# A single shared key is chance, unless the text has so few keys that it is a tenth of them.
FEWEST_SHARED = 2
SHARED_OF_FEW = 0.1
# Days around a text in which the same headline makes a candidate, and how many such a batch may bring.
HEADLINE_DAYS = 3
MOST_BY_HEADLINE = 400


@dataclass(frozen=True, slots=True)
class StoredText:
    """A version that may be met: its story and its fingerprint."""

    version_id: int
    story_id: int
    fingerprint: Fingerprint


@dataclass(slots=True)
class Candidates:
    """Who holds which shingle, as far as a batch needs to know: stored versions, and the batch's own texts as added."""

    holders: dict[int, list[int]]
    by_headline: dict[str, list[int]]
    stored: dict[int, StoredText]
    added: dict[int, Fingerprint] = field(default_factory=dict)
    rows: list[tuple[int, int]] = field(default_factory=list)

    def ranked(self, text: Fingerprint) -> list[tuple[int, Fingerprint]]:
        """Give the texts that share most keys with this one, then those with its headline, MOST_VERIFIED at most."""
        numbers = most_shared(text, self.holders)
        numbers += [number for number in self.by_headline.get(text.headline_key, ()) if number not in numbers]
        found = ((number, self._fingerprint(number)) for number in numbers)
        return list(islice(((number, print_) for number, print_ in found if print_), MOST_VERIFIED))

    def add(self, number: int, text: Fingerprint, *, indexed: bool) -> None:
        """Make a new text of the batch a candidate for those after it; `rows` collects what to store of it."""
        self.added[number] = text
        if text.headline_key:
            self.by_headline.setdefault(text.headline_key, []).append(number)
        for key in text.keys if indexed else ():
            holders = self.holders.setdefault(key, [])
            if len(holders) <= MOST_HOLDERS:
                holders.append(number)
                self.rows.append((key, number))

    def _fingerprint(self, number: int) -> Fingerprint | None:
        stored = self.stored.get(number)
        return stored.fingerprint if stored else self.added.get(number)


def most_shared(text: Fingerprint, holders: Mapping[int, Sequence[int]]) -> list[int]:
    """Give the numbers of the texts that share most keys, most first; a shared key that is chance does not count."""
    held = [holders[key] for key in text.keys if key in holders]
    shared = Counter(chain.from_iterable([found for found in held if len(found) <= MOST_HOLDERS]))
    fewest = min(FEWEST_SHARED, max(1.0, SHARED_OF_FEW * len(text.keys)))
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0] < 0, abs(item[0])))
    return [number for number, count in ranked[:MOST_VERIFIED] if count >= fewest]


def _load_by_headline(texts: Iterable[Fingerprint]) -> dict[str, list[int]]:
    """Load the versions with the headlines of these texts, from the days around them."""
    wanted: dict[str, list[dt.date]] = defaultdict(list)
    for text in texts:
        if text.headline_key and text.published:
            wanted[text.headline_key].append(text.published)
    if not wanted:
        return {}
    days = [day for each in wanted.values() for day in each]
    around = (min(days) - dt.timedelta(HEADLINE_DAYS), max(days) + dt.timedelta(HEADLINE_DAYS))
    found = Version.objects.filter(headline_key__in=wanted, day__range=around).order_by("-pk")
    by_headline: dict[str, list[int]] = defaultdict(list)
    for key, version_id, day in found.values_list("headline_key", "pk", "day")[:MOST_BY_HEADLINE]:
        near = day and any(abs((day - other).days) <= HEADLINE_DAYS for other in wanted[key])
        if near and len(by_headline[key]) < MOST_VERIFIED:
            by_headline[key].append(version_id)
    return by_headline


def load_candidates(texts: Sequence[Fingerprint]) -> Candidates:
    """Load all that a batch may belong with, in three queries; the headline asks where no shingle tells."""
    holders = Shingle.objects.holders({key for text in texts for key in text.keys})
    ranked = [most_shared(text, holders) for text in texts]
    by_headline = _load_by_headline(text for text, found in zip(texts, ranked, strict=True) if not found)
    wanted = {number for found in (*ranked, *by_headline.values()) for number in found}
    stored = {}
    rows = VersionBody.objects.filter(pk__in=wanted).values_list("pk", "version__story", "fingerprint")
    for version_id, story_id, given in rows:
        if read := stored_fingerprint(bytes(given)):
            stored[version_id] = StoredText(version_id, story_id, read)
    return Candidates(holders, by_headline, stored)


def index_bare_stories(story_ids: Iterable[int]) -> None:
    """Put keys into the index for stories that have none there, by their latest version.

    Near copies are not indexed beside what they are copies of: when that goes, its copies would never be found again.
    """
    versions = Version.objects.filter(story__in=list(story_ids))
    indexed = versions.filter(Exists(Shingle.objects.filter(version=OuterRef("pk")))).values_list("story", flat=True)
    bare = versions.exclude(story__in=set(indexed)).order_by("story", "position")
    latest = dict(bare.values_list("story", "pk"))
    bodies = VersionBody.objects.filter(pk__in=latest.values()).values_list("pk", "fingerprint")
    prints = ((pk, stored_fingerprint(bytes(given))) for pk, given in bodies)
    Shingle.objects.add((key, pk) for pk, print_ in prints if print_ for key in print_.keys)
