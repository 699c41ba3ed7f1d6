"""Long work: begun, leased to one worker at a time, saved as it goes, paused, stopped, ended.

Where it goes on is in the database, in one transaction with what was done: a worker that is killed loses nothing, and
whoever goes on does nothing twice. What is done is said by `articles.pipeline.work_jobs`.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from articles.models import GroupingDraft, LongWork, WorkChange
from articles.pipeline.dumps import LEASE_SECONDS, is_dead, lease_end

# A work that made its worker die this often in a row, without anything saved between, is not tried again.
MOST_ATTEMPTS = 5
DEADLY = (
    "it ended {times} times without anything done after no. {cursor:,}: memory or disk may be full; look into the"
    " worker's log, then let it go on"
)
# What ended works list is kept of so many of them, the newest.
MOST_KEPT = 30
BEGINNING_LOCK = 0x776F726B  # any number that nothing else locks by: "work"
# Rows removed in one transaction; after each the database is left to editors for as long. A draft has one a version.
FORGOTTEN_AT_ONCE = 1_000

State = LongWork.State
# Kinds of which one is under way at a time; of the others an equal one may wait behind one that has begun.
ONE_AT_A_TIME = frozenset({LongWork.Kind.REGROUP})


class UnderWay(Exception):  # noqa: N818 - an operator's word for it: work of this kind is under way
    """Work of a kind of which there is one at a time has begun already; the message says which."""


class LeaseLost(Exception):  # noqa: N818 - what happened, not a fault: the work was paused, stopped or taken over
    """The work is no longer this worker's: what was done since it last saved is taken back."""


@dataclass(slots=True)
class Slice:
    """Some seconds of a long work in one worker's hands. `until` is a time.monotonic(); None has no end."""

    work: LongWork
    owner: str
    until: float | None = None
    _saved: float = field(default_factory=time.monotonic)

    @property
    def is_over(self) -> bool:
        """Whether another slice should go on."""
        return self.until is not None and time.monotonic() >= self.until

    def save(self, changes: Iterable[WorkChange] = (), **columns: Any) -> None:
        """Store how far it has come and what was found; then raises LeaseLost where it was paused, stopped or taken.

        Called inside the transaction that did the work, both are stored or neither.
        """
        now = time.monotonic()
        with transaction.atomic():
            held = LongWork.objects.held_by(self.work.pk, self.owner)
            spent = F("seconds") + (now - self._saved)
            if held.update(**columns, seconds=spent, lease_until=lease_end(), attempts=0):
                WorkChange.objects.bulk_create(changes, batch_size=200)
        if not held.filter(state=State.RUNNING).exists():
            raise LeaseLost(f"{self.work} was paused, stopped or taken over")
        self._saved = now
        for name, value in columns.items():
            setattr(self.work, name, value)

    def finish(self, **columns: Any) -> None:
        """Mark the work as done, unless it was paused or stopped in that moment."""
        self.save(**columns)
        held = LongWork.objects.held_by(self.work.pk, self.owner).filter(state=State.RUNNING)
        held.update(state=State.DONE, error="", finished_at=timezone.now())
        LongWork.objects.filter(pk=self.work.pk, lease_owner=self.owner).update(lease_owner="", lease_until=None)
        if self.until is None:
            forget_ended()


def begin_work(
    kind: LongWork.Kind, *, dry_run: bool = False, arguments: dict[str, Any] | None = None, by: Any = None
) -> LongWork:
    """Put work into the list; whoever leases it does it. Raises UnderWay where such work is there once, and is.

    What a killed process left behind of it is stopped first.
    """
    left = LongWork.objects.filter(kind=kind, state=State.RUNNING) if kind in ONE_AT_A_TIME else ()
    for work in left:
        if is_dead(work.lease_owner):
            stop_work(work)
    person = by if isinstance(by, User) else None
    try:
        with transaction.atomic():
            return LongWork.objects.create(kind=kind, dry_run=dry_run, arguments=arguments or {}, created_by=person)
    except IntegrityError as there:
        found = LongWork.objects.filter(kind=kind).exclude(state__in=[State.DONE, State.STOPPED, State.FAILED]).first()
        raise UnderWay(f"{found} is under way: wait for it, or stop it in the panel under Long work") from there


@dataclass(frozen=True, slots=True)
class Begun:
    """Work that was asked for; `new` is False where the same was in the list already."""

    work: LongWork
    new: bool


def begin_once(
    kind: LongWork.Kind, *, dry_run: bool = False, arguments: dict[str, Any] | None = None, by: Any = None
) -> Begun:
    """Put work into the list unless the same waits there: a second click changes nothing.

    Work that has begun may have passed what this is asked for: the same is then put behind it, once. Of what there is
    one at a time it is not. Raises UnderWay as `begin_work` does.
    """
    with transaction.atomic():  # SQLite lets one in at a time
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BEGINNING_LOCK])
        same = LongWork.objects.unfinished().filter(kind=kind, dry_run=dry_run).order_by("pk")
        for work in same:
            passed = work.total is not None and kind not in ONE_AT_A_TIME
            if work.arguments == (arguments or {}) and not passed:
                return Begun(work, new=False)
        return Begun(begin_work(kind, dry_run=dry_run, arguments=arguments, by=by), new=True)


def ahead_of(work: LongWork) -> LongWork | None:
    """Give the equal work that was asked for before and still waits or runs: this one begins once that has ended."""
    before = LongWork.objects.unfinished().filter(kind=work.kind, pk__lt=work.pk).order_by("pk")
    return next((one for one in before if is_same(one, work)), None)


def is_same(one: LongWork, other: LongWork) -> bool:
    """Tell whether two works are equal: the same is asked for."""
    return (one.kind, one.dry_run, one.arguments) == (other.kind, other.dry_run, other.arguments)


def claim_work(work: LongWork, *, owner: str) -> bool:
    """Lease the work to `owner`, at once where its last worker died on this machine. Return whether it was leased.

    Not while an equal one is ahead. Work that MOST_ATTEMPTS workers died of without saving anything is marked as failed
    instead.
    """
    work.refresh_from_db()
    if ahead_of(work):
        return False
    if work.lease_owner and is_dead(work.lease_owner):
        LongWork.objects.filter(pk=work.pk, lease_owner=work.lease_owner).update(lease_owner="", lease_until=None)
    claimed = LongWork.objects.claim(work.pk, owner=owner, seconds=LEASE_SECONDS)
    work.refresh_from_db()
    if claimed and work.attempts > MOST_ATTEMPTS:
        fail_work(work, owner=owner, error=DEADLY.format(times=MOST_ATTEMPTS, cursor=work.cursor))
        return False
    return claimed


def release_work(work: LongWork, *, owner: str) -> None:
    """Let another worker go on."""
    LongWork.objects.filter(pk=work.pk, lease_owner=owner).update(lease_owner="", lease_until=None)


def fail_work(work: LongWork, *, owner: str, error: str) -> None:
    """Mark work as one that cannot go on, and say why, unless it was paused, stopped or taken over before."""
    held = LongWork.objects.held_by(work.pk, owner).filter(state=State.RUNNING)
    held.update(state=State.FAILED, error=error, lease_owner="", lease_until=None, finished_at=timezone.now())
    work.refresh_from_db()


def pause_work(work: LongWork) -> bool:
    """Stop after the batch that is being stored, to go on some time. Return whether there was anything to stop."""
    return _move(work, {State.QUEUED, State.RUNNING}, state=State.PAUSED)


def resume_work(work: LongWork) -> bool:
    """Let paused or failed work wait for a worker again. Return whether it was that."""
    back = {"error": "", "attempts": 0, "lease_owner": "", "finished_at": None}
    try:
        with transaction.atomic():
            return _move(work, {State.PAUSED, State.FAILED}, state=State.QUEUED, **back)
    except IntegrityError:  # another such work, of which there is one at a time, has begun since
        return False


def stop_work(work: LongWork) -> bool:
    """End work for good after the batch that is being stored; what was done stays. Return whether it was unfinished."""
    unfinished = {State.QUEUED, State.RUNNING, State.PAUSED, State.FAILED}
    return _move(work, unfinished, state=State.STOPPED, finished_at=timezone.now())


def waiting_works() -> list[LongWork]:
    """Give the work that should go on, that no one is at, and that waits for no other."""
    now = timezone.now()
    rows = list(LongWork.objects.unfinished().order_by("pk"))
    return [
        work
        for at, work in enumerate(rows)
        if not work.lease_owner or work.lease_until is None or work.lease_until < now or is_dead(work.lease_owner)
        if not any(is_same(work, before) for before in rows[:at])
    ]


def forget_ended(*, until: float | None = None) -> bool:
    """Remove what ended work held between its slices, and what old ones listed; failed work may still go on.

    All of it, or until time.monotonic() is `until`; return whether nothing is left. Not for a request: a draft has a
    row for each version there is.
    """
    ended = LongWork.objects.filter(state__in=[State.DONE, State.STOPPED]).order_by("-pk")
    ids = list(ended.values_list("pk", flat=True))
    drafts, changes = GroupingDraft.objects.filter(work__in=ids), WorkChange.objects.filter(work__in=ids[MOST_KEPT:])
    return _forget(drafts, until) and _forget(changes, until)


def _forget(rows: "QuerySet[GroupingDraft] | QuerySet[WorkChange]", until: float | None) -> bool:
    while part := list(rows.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        began = time.monotonic()
        rows.filter(pk__in=part).delete()
        if until is not None and time.monotonic() >= until:
            return not rows.exists()
        time.sleep(time.monotonic() - began)
    return True


def _move(work: LongWork, states: set[LongWork.State], **columns: object) -> bool:
    moved = LongWork.objects.filter(pk=work.pk, state__in=states).update(**columns)
    work.refresh_from_db()
    return moved == 1
