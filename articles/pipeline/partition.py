"""Stored versions, read once in the order they came -> a draft in the database of which belong together today.

A chunk of texts is in memory at a time, and of the draft what the chunk may touch; candidates come from the index in
the database. Where it stopped, the draft goes on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection

from articles.models import GroupingConstraint, GroupingDraft, LongWork, Shingle, Version, VersionBody
from articles.models.upkeep import day_of
from articles.pipeline.candidates import Candidates, StoredText, most_shared
from articles.pipeline.thresholds import thresholds_in_force
from articles.text.group import Fingerprint, fingerprint, stored_fingerprint
from articles.text.group.choice import Candidate, Choice, choose
from articles.text.group.verdict import Thresholds

# Versions read at a time: some megabytes of fingerprints with their candidates.
CHUNK = 200
IDS_A_QUERY = 500  # below the parameters that SQLite allows


@dataclass(slots=True)
class Partition:
    """Which versions belong together, as far as it was loaded: a forest over ids, and what must stay apart.

    `apart` holds what an editor parted by version, `bound` the versions of which that is said by the root they are
    under; both are whole. `beside` names the version that spoke for one that was united; `united` are the roots that
    went under another, of which `drafted` stand in the draft.
    """

    into: dict[int, int] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    bound: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    united: dict[int, int] = field(default_factory=dict)
    drafted: set[int] = field(default_factory=set)

    def find(self, version_id: int) -> int:
        """Give the version that stands for the story of this one."""
        root = version_id
        while self.into.get(root, root) != root:
            root = self.into[root]
        while version_id != root:
            self.into[version_id], version_id = root, self.into.get(version_id, root)
        return root

    def unite(self, a: int, b: int) -> bool:
        """Put two versions' stories together unless an editor's word keeps some of them apart; tell whether."""
        one, other = sorted((self.find(a), self.find(b)))
        if one == other:
            return True
        theirs = self.bound.get(other, set())
        if any(self.apart[version_id] & theirs for version_id in self.bound.get(one, ())):
            return False
        self.into[other] = self.united[other] = one
        if theirs:
            self.bound[one] |= self.bound.pop(other)
        return True

    def forget(self) -> None:
        """Forget what was loaded for a chunk; what is parted stays."""
        self.into.clear()
        self.beside.clear()
        self.united.clear()
        self.drafted.clear()


@dataclass(slots=True)
class Drafting:
    """A draft being written for a work: what must stay apart, and the thresholds that decide."""

    work: LongWork
    renew: bool
    partition: Partition
    thresholds: Thresholds
    renewed: list[VersionBody] = field(default_factory=list)
    keys: list[tuple[int, int]] = field(default_factory=list)

    def place(self, version_ids: list[int]) -> None:
        """Find where the texts of a chunk of versions, the next in order, belong among those before; stores nothing."""
        self.partition.forget()
        prints, self.renewed = _read(version_ids)
        candidates = self._earlier(prints, version_ids)
        for version_id in version_ids:
            print_ = prints.get(version_id)
            if print_ is None:
                continue
            ranked = candidates.ranked(print_)
            found = [Candidate(number, each, self.partition.find(number)) for number, each in ranked]
            choice = choose(print_, found, thresholds=self.thresholds)
            candidates.add(version_id, print_, indexed=not choice.near_copy)
            _unite(version_id, choice, self.partition)
        self.keys = candidates.rows

    def store(self, version_ids: list[int]) -> None:
        """Store what was found of a chunk, within a transaction.

        With `renew` fingerprints of an older format and keys that the index lacks are stored, too.
        """
        if self.renew:
            VersionBody.objects.bulk_update(self.renewed, ["fingerprint"], batch_size=50)
            indexed = set(Shingle.objects.filter(version__in=version_ids).values_list("version", flat=True))
            Shingle.objects.add(row for row in self.keys if row[1] not in indexed)
        for old in sorted(self.partition.united.keys() & self.partition.drafted):
            GroupingDraft.objects.filter(work=self.work, root=old).update(root=self.partition.find(old))
        store_places(self.work, {pk: self.partition.find(pk) for pk in version_ids}, self.partition.beside)

    def _earlier(self, prints: dict[int, Fingerprint], version_ids: list[int]) -> Candidates:
        """Load the index, and the draft, for a chunk as they were before the chunk's first version came."""
        keys = {key for print_ in prints.values() for key in print_.keys}
        held = Shingle.objects.holders(keys)
        holders = {key: [each for each in ids if each < version_ids[0]] for key, ids in held.items()}
        wanted = {number for print_ in prints.values() for number in most_shared(print_, holders)}
        roots = roots_of(self.work, {*wanted, *version_ids})
        self.partition.into |= roots
        self.partition.drafted |= set(roots.values())
        stored = {pk: StoredText(pk, self.partition.find(pk), found) for pk, found in prints_of(wanted).items()}
        return Candidates(holders, {}, stored)


def begin_draft(work: LongWork) -> None:
    """Begin with editors' words: what must be together is. Whatever there was of the draft goes."""
    GroupingDraft.objects.filter(work=work).delete()
    partition = Partition()
    pairs = GroupingConstraint.objects.filter(kind=GroupingConstraint.Kind.TOGETHER).order_by("pk")
    _part(partition)
    for first, second in pairs.values_list("first", "second").iterator(chunk_size=2000):
        partition.unite(first, second)
    store_places(work, {pk: partition.find(pk) for pk in {*partition.into, *partition.into.values()}}, {})


def draft_of(work: LongWork) -> Drafting:
    """Take a draft up where it stopped, with what editors parted by now."""
    partition = Partition()
    _part(partition)
    roots = roots_of(work, list(partition.apart))
    partition.bound.clear()
    for version_id in partition.apart:
        partition.bound[roots.get(version_id, version_id)].add(version_id)
    return Drafting(work, not work.dry_run, partition, thresholds_in_force())


def next_versions(after: int) -> list[int]:
    """Give the ids of the next chunk of versions."""
    return list(Version.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK])


def roots_of(work: LongWork, version_ids: Collection[int]) -> dict[int, int]:
    """Give the root of each of these versions that is in the draft."""
    found: dict[int, int] = {}
    for part in _parts(version_ids):
        found.update(GroupingDraft.objects.filter(work=work, version__in=part).values_list("version", "root"))
    return found


def store_places(work: LongWork, roots: dict[int, int], beside: dict[int, int]) -> None:
    """Write where versions belong over what the draft has of them."""
    GroupingDraft.objects.bulk_create(
        [GroupingDraft(work=work, version=pk, root=root, beside=beside.get(pk)) for pk, root in roots.items()],
        update_conflicts=True,
        unique_fields=["work", "version"],
        update_fields=["root", "beside"],
        batch_size=200 if connection.vendor == "sqlite" else 2000,
    )


def prints_of(version_ids: Collection[int]) -> dict[int, Fingerprint]:
    """Load the fingerprints of versions, made anew where they are missing or of another format; stores nothing."""
    return _read(version_ids)[0]


def _part(partition: Partition) -> None:
    """Note what editors said must stay apart."""
    rows = GroupingConstraint.objects.filter(kind=GroupingConstraint.Kind.APART).values_list("first", "second")
    for first, second in rows.iterator(chunk_size=2000):
        partition.apart[first].add(second)
        partition.apart[second].add(first)
        partition.bound[first].add(first)
        partition.bound[second].add(second)


def _read(version_ids: Collection[int]) -> tuple[dict[int, Fingerprint], list[VersionBody]]:
    """Load the fingerprints of versions; give also the bodies of which they were missing or old, with new ones in."""
    prints: dict[int, Fingerprint | None] = {}
    for part in _parts(version_ids):
        rows = VersionBody.objects.filter(pk__in=part).values_list("pk", "fingerprint")
        prints.update({pk: stored_fingerprint(bytes(given)) for pk, given in rows})
    stale = [pk for pk, found in prints.items() if found is None]
    bodies = VersionBody.objects.select_related("version")
    renewed = [body for part in _parts(stale) for body in bodies.filter(pk__in=part)]
    for body in renewed:
        version = body.version
        day = day_of(version.published, "")  # not the day of capture, which versions by one crawl have in common
        body_print = fingerprint(body.paragraphs, headline=version.headline or None, published=day)
        prints[body.pk], body.fingerprint = body_print, body_print.to_bytes()
    return {pk: found for pk, found in prints.items() if found}, renewed


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while part := list(islice(rest, IDS_A_QUERY)):
        yield part


def _unite(version_id: int, choice: Choice, partition: Partition) -> None:
    """Put a version with its best match that editors allow, and strongly with others."""
    best = None
    for match in choice.same:
        if (best is None or (best.strong and match.strong)) and partition.unite(version_id, match.number):
            best = best or match
    if best:
        partition.beside[version_id] = best.number
