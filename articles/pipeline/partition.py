"""Every stored version, read once in the order it came -> the stories that today's rules would make of them.

Only ids are held in memory; texts come and go in chunks, and candidates come from the index in the database.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from articles.models import GroupingConstraint, Shingle, Version, VersionBody
from articles.pipeline.candidates import Candidates, StoredText, most_shared
from articles.text.group import Fingerprint, fingerprint, stored_fingerprint
from articles.text.group.choice import Candidate, Choice, choose

# Versions read at a time: some megabytes of fingerprints with their candidates.
CHUNK = 200

Progress = Callable[[int], None]


@dataclass(slots=True)
class Partition:
    """Which versions belong together: a forest over version ids, and what editors said must stay apart."""

    into: dict[int, int] = field(default_factory=dict)
    why: dict[int, tuple[str, ...]] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    bound: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

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
        if any(self.apart[version_id] & self.bound[other] for version_id in self.bound[one]):
            return False
        self.into[other] = one
        self.bound[one] |= self.bound.pop(other, set())
        return True


def propose(*, renew: bool, on_progress: Progress | None = None) -> Partition:
    """Group every stored version anew by its text and by what editors said.

    With `renew` fingerprints of an older format and keys that the index lacks are stored; nothing else is.
    """
    partition = _with_constraints()
    done = 0
    for version_ids in _chunks():
        _place_chunk(version_ids, partition, renew=renew)
        done += len(version_ids)
        if on_progress:
            on_progress(done)
    return partition


def _with_constraints() -> Partition:
    """Begin with editors' words: what must be together is, and what must be apart is known."""
    partition = Partition()
    rows = list(GroupingConstraint.objects.values_list("first", "second", "kind"))
    for first, second, kind in rows:
        if kind == GroupingConstraint.Kind.APART:
            partition.apart[first].add(second)
            partition.apart[second].add(first)
            partition.bound[first].add(first)
            partition.bound[second].add(second)
    for first, second, kind in rows:
        if kind == GroupingConstraint.Kind.TOGETHER:
            partition.unite(first, second)
    return partition


def _chunks() -> Iterator[list[int]]:
    ids = Version.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)
    while chunk := list(islice(ids, CHUNK)):
        yield chunk


def _read(version_ids: list[int], *, renew: bool = False) -> dict[int, Fingerprint]:
    """Load the fingerprints of versions, making those anew that are missing or of another format."""
    rows = VersionBody.objects.filter(pk__in=version_ids).values_list("pk", "fingerprint")
    prints = {pk: stored_fingerprint(bytes(given)) for pk, given in rows}
    stale = [pk for pk, found in prints.items() if found is None]
    renewed = list(VersionBody.objects.filter(pk__in=stale).select_related("version"))
    for body in renewed:
        version = body.version
        body_print = fingerprint(body.paragraphs, headline=version.headline or None, published=version.day)
        prints[body.pk], body.fingerprint = body_print, body_print.to_bytes()
    if renew:
        VersionBody.objects.bulk_update(renewed, ["fingerprint"], batch_size=50)
    return {pk: found for pk, found in prints.items() if found}


def _earlier(prints: dict[int, Fingerprint], first: int, partition: Partition) -> Candidates:
    """Load the index for a chunk as it was before the chunk's first version came."""
    keys = {key for print_ in prints.values() for key in print_.keys}
    held = Shingle.objects.holders(keys)
    holders = {key: [each for each in ids if each < first] for key, ids in held.items()}
    wanted = {number for print_ in prints.values() for number in most_shared(print_, holders)}
    stored = {pk: StoredText(pk, partition.find(pk), found) for pk, found in _read(list(wanted)).items()}
    return Candidates(holders, {}, stored)


def _place_chunk(version_ids: list[int], partition: Partition, *, renew: bool) -> None:
    """Put each version of a chunk where its text belongs among those that came before it."""
    prints = _read(version_ids, renew=renew)
    candidates = _earlier(prints, version_ids[0], partition)
    for version_id in version_ids:
        print_ = prints.get(version_id)
        if print_ is None:
            continue
        ranked = candidates.ranked(print_)
        choice = choose(print_, [Candidate(number, each, partition.find(number)) for number, each in ranked])
        candidates.add(version_id, print_, indexed=not choice.near_copy)
        _unite(version_id, choice, partition)
    if renew:
        indexed = set(Shingle.objects.filter(version__in=version_ids).values_list("version", flat=True))
        Shingle.objects.add(row for row in candidates.rows if row[1] not in indexed)


def _unite(version_id: int, choice: Choice, partition: Partition) -> None:
    """Put a version with its best match that editors allow, and strongly with others."""
    best = None
    for match in choice.same:
        if (best is None or (best.strong and match.strong)) and partition.unite(version_id, match.number):
            best = best or match
    if best:
        partition.why[version_id] = best.verdict.reasons
