"""Takes a dump back: its captures, and the versions and stories that nothing else and no editor's work holds.

What editors worked on stays with the captures it came from, and the report says how much and why. In chunks, so that
editors can write between them; taken back again, an undo that was interrupted goes on.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from articles.models import (
    Annotation,
    Capture,
    Dump,
    GroupingConstraint,
    LineRuling,
    PairDoubt,
    Story,
    StoryLink,
    Version,
)
from articles.models.indexing import index_stories
from articles.models.upkeep import count_links, refresh_stories, summarise_changes
from articles.pipeline.candidates import index_bare_stories
from articles.pipeline.dumps import pause_dump
from articles.pipeline.joining import worked_on
from articles.pipeline.turns import hold, in_turn
from articles.pipeline.unrelate import forget_terms, read_terms

# Each version takes its captures, shingles and story along; these many hold an editor up by some 30 ms.
CHUNK = 25


@dataclass(slots=True)
class UndoReport:
    """What was removed and what was kept. `why` counts kept versions by what holds them."""

    captures: int = 0
    versions: int = 0
    stories: int = 0
    kept_captures: int = 0
    done: bool = True
    why: Counter[str] = field(default_factory=Counter)

    def add(self, other: "UndoReport") -> None:
        """Count what another report counts too."""
        self.captures += other.captures
        self.versions += other.versions
        self.stories += other.stories
        self.why += other.why

    def lines(self) -> list[str]:
        """Give the report in words."""
        said = [f"{self.captures:,} captures, {self.versions:,} versions and {self.stories:,} stories were removed"]
        if self.kept_captures:
            reasons = ", ".join(f"{count:,} versions with {why}" for why, count in self.why.most_common())
            said.append(f"{self.kept_captures:,} captures were kept: {reasons or 'editors ruled on their lines'}")
        return said


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken back of some versions, and the stories whose change summary is due."""

    report: UndoReport
    due: tuple[int, ...]


class _Removed(NamedTuple):
    """Stories that were removed as empty, and those that had been joined into one of them."""

    empty: set[int]
    shells: set[int]


def undo_dump(dump: Dump, *, seconds: float | None = None) -> UndoReport:
    """Take back what a dump brought, as far as no editor's work rests on it. A dump that is being read is stopped.

    After `seconds` it ends where it is, and the report says that it is not done. A dump that is ingested anew meanwhile
    is left alone.
    """
    pause_dump(dump)
    Dump.objects.filter(pk=dump.pk).update(state=Dump.State.UNDONE, lease_owner="", lease_until=None)
    end = None if seconds is None else time.monotonic() + seconds
    report = UndoReport()
    for versions in _in_chunks(dump):
        began = time.monotonic()
        taken = in_turn(partial(_take_back, dump, versions))
        if taken is None:
            return report
        report.add(taken.report)
        summarise_changes(taken.due)
        time.sleep(time.monotonic() - began)
        if end is not None and time.monotonic() >= end:
            report.done = False
            return report
    return _finish(dump, report)


def _finish(dump: Dump, report: UndoReport) -> UndoReport:
    """Remove the records that were rejected, and count what stays."""
    with transaction.atomic():
        loose = dump.captures.filter(version=None, rulings=None)
        report.captures += loose.count()
        loose.delete()
    report.kept_captures = dump.captures.count()
    dump.refresh_from_db()
    return report


def _in_chunks(dump: Dump) -> Iterator[list[int]]:
    """Give the ids of the versions that the dump has captures of, those of one story together."""
    rows = Version.objects.filter(captures__dump=dump).order_by("story_id", "id").distinct()
    ids = iter(list(rows.values_list("id", flat=True)))
    while chunk := list(islice(ids, CHUNK)):
        yield chunk


def _take_back(dump: Dump, version_ids: list[int]) -> _Taken | None:
    """Remove what can be removed of these versions; None where the dump is being ingested anew."""
    if not Dump.objects.filter(pk=dump.pk, state=Dump.State.UNDONE).exists():
        return None
    report = UndoReport()
    story_of = dict(Version.objects.filter(id__in=version_ids).values_list("id", "story_id"))
    hold(story_of, stories=set(story_of.values()))
    holds = _held(version_ids)
    report.why.update(holds.values())
    mine = dump.captures.filter(version__in=version_ids).exclude(version__in=holds).exclude(rulings__isnull=False)
    ids = list(mine.values_list("id", flat=True))
    report.captures += len(ids)
    Capture.objects.filter(id__in=ids).delete()
    bare = Version.objects.filter(id__in=version_ids, captures=None).exclude(id__in=holds)
    stories = set(Version.objects.filter(id__in=version_ids).values_list("story_id", flat=True))
    gone = list(bare.values_list("id", flat=True))
    report.versions += len(gone)
    terms = read_terms(gone)
    Version.objects.filter(id__in=gone).delete()
    due = refresh_stories(stories)
    index_stories(stories)
    index_bare_stories(stories)
    removed = _remove_empty(stories)
    report.stories += len(removed.empty)
    forget_terms(terms, gone=removed.empty | removed.shells)
    return _Taken(report, due)


def _held(version_ids: list[int]) -> dict[int, str]:
    """Give the versions that editors' work rests on, with what it is."""
    held: dict[int, str] = {}
    ruled = LineRuling.objects.filter(capture__version__in=version_ids)
    ordered = Version.objects.filter(id__in=version_ids, order_basis=Version.OrderBasis.EDITOR)
    answered = PairDoubt.objects.exclude(answer=PairDoubt.Answer.OPEN)
    constraints = GroupingConstraint.objects.all()
    word = "an editor's word on grouping"
    found = [
        ("notes", Annotation.objects.filter(version__in=version_ids).values_list("version", flat=True)),
        ("lines ruled on by an editor", ruled.values_list("capture__version", flat=True)),
        ("an order set by an editor", ordered.values_list("id", flat=True)),
        (word, answered.filter(first__in=version_ids).values_list("first", flat=True)),
        (word, answered.filter(second__in=version_ids).values_list("second", flat=True)),
        (word, constraints.filter(first__in=version_ids).values_list("first", flat=True)),
        (word, constraints.filter(second__in=version_ids).values_list("second", flat=True)),
    ]
    for why, versions in found:
        for version_id in versions:
            held.setdefault(version_id, why)
    return _with_worked_stories(version_ids, held)


def _with_worked_stories(version_ids: list[int], held: dict[int, str]) -> dict[int, str]:
    """Hold also what a story with topics or decisions would be empty without."""
    story_of = dict(Version.objects.filter(id__in=version_ids).values_list("id", "story_id"))
    worked = worked_on(set(story_of.values()))
    others = Version.objects.filter(story__in=worked).exclude(id__in=version_ids).values_list("story_id", flat=True)
    safe = set(others) | {story_of[version_id] for version_id in held}
    for version_id, story_id in story_of.items():
        if story_id in worked and story_id not in safe:
            held.setdefault(version_id, "topics or decisions on their story")
    return held


def _remove_empty(story_ids: set[int]) -> _Removed:
    """Remove stories without a version, and the shells of those that the machine joined into them; give their ids."""
    bare = Story.objects.filter(id__in=story_ids, versions=None, annotations=None, story_topics=None)
    empty = set(bare.values_list("id", flat=True))
    shells = set(Story.objects.filter(merged_into__in=empty, versions=None).values_list("id", flat=True))
    gone = empty | shells
    ends = Q(first__in=gone) | Q(second__in=gone)
    linked = {story for pair in StoryLink.objects.filter(ends).values_list("first", "second") for story in pair} - gone
    Story.objects.filter(id__in=shells).delete()
    Story.objects.filter(id__in=empty).delete()
    count_links(linked)
    return _Removed(empty, shells)
