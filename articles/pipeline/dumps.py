"""What is handed in -> a dump that is known by its content; who reads it now, and how it is paused, resumed, ended."""

import os
import socket
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Dump
from articles.text.formats import dump_digest, dump_format, dump_size

# A batch takes seconds, on a busy machine a minute; a reader that was killed is taken over when its lease ends, at once
# when it ran on this machine.
LEASE_SECONDS = 300
# A dump that made its reader die this often in a row, without one record stored between, is not tried again.
MOST_ATTEMPTS = 5
DEADLY = (
    "reading it ended {times} times without a record stored, at record {number:,}: memory or disk may be full;"
    " look into the worker's log, then resume the dump"
)

State = Dump.State


@dataclass(frozen=True, slots=True)
class Registered:
    """The dump for a path. `known` says that it was ingested before, wholly."""

    dump: Dump
    known: bool


def register_dump(
    path: Path, *, name: str = "", uploaded: bool = False, created_by: AbstractBaseUser | None = None
) -> Registered:
    """Give the dump with this content, made new, or found again by its digest wherever it lay before.

    A dump that is not finished goes on where it stopped; one that was undone begins anew. Raises OSError when the path
    cannot be read.
    """
    path = path.resolve()
    digest = dump_digest(path)
    columns = {
        "name": (name or path.name)[:255],
        "path": str(path),
        "uploaded": uploaded,
        "size": dump_size(path),
        "format": dump_format(path),
        "created_by": created_by,
    }
    try:
        with transaction.atomic():
            dump, made = Dump.objects.get_or_create(digest=digest, defaults=columns)
    except IntegrityError:  # another process registered the same content between the look and the insert
        dump, made = Dump.objects.get(digest=digest), False
    if made or dump.state == State.DONE:
        return Registered(dump, known=not made)
    _begin_again(dump, path=str(path), uploaded=uploaded)
    return Registered(dump, known=False)


def pause_dump(dump: Dump) -> bool:
    """Stop reading after the batch that is being stored. Return whether there was anything to stop."""
    return _move(dump, {State.QUEUED, State.READING}, state=State.PAUSED, lease_owner="", lease_until=None)


def resume_dump(dump: Dump) -> bool:
    """Make a paused or failed dump wait for a reader again. Return whether it was one."""
    return _move(dump, {State.PAUSED, State.FAILED}, state=State.QUEUED, error="", attempts=0, lease_owner="")


def finish_dump(dump: Dump, *, owner: str) -> bool:
    """Mark a dump as read to its end. Return whether `owner` still held it."""
    held = Dump.objects.filter(pk=dump.pk, lease_owner=owner, state=State.READING)
    done = held.update(
        state=State.DONE,
        expected=dump.cursor,
        attempts=0,
        error="",
        lease_owner="",
        lease_until=None,
        finished_at=timezone.now(),
    )
    dump.refresh_from_db()
    return done == 1


def fail_dump(dump: Dump, *, owner: str, error: str) -> None:
    """Mark a dump as one that cannot be read on, and say why and what to do."""
    Dump.objects.filter(pk=dump.pk, lease_owner=owner).update(
        state=State.FAILED, error=error, lease_owner="", lease_until=None
    )
    dump.refresh_from_db()


def claim_dump(dump: Dump, *, owner: str) -> bool:
    """Lease the dump to `owner`, at once where its last reader died on this machine. Return whether it was leased.

    A dump of which MOST_ATTEMPTS readers died without storing anything is marked as failed instead.
    """
    dump.refresh_from_db()
    if dump.lease_owner and is_dead(dump.lease_owner):
        Dump.objects.filter(pk=dump.pk, lease_owner=dump.lease_owner).update(lease_owner="", lease_until=None)
    claimed = Dump.objects.claim(dump.pk, owner=owner, seconds=LEASE_SECONDS)
    dump.refresh_from_db()
    if claimed and dump.attempts > MOST_ATTEMPTS:
        fail_dump(dump, owner=owner, error=DEADLY.format(times=MOST_ATTEMPTS, number=dump.cursor))
        return False
    return claimed


def release_dump(dump: Dump, *, owner: str) -> None:
    """Let another reader go on with the dump."""
    Dump.objects.filter(pk=dump.pk, lease_owner=owner).update(lease_owner="", lease_until=None)


def waiting_dumps() -> list[Dump]:
    """Give the dumps that should be read and that no one reads."""
    now = timezone.now()
    unfinished = Dump.objects.unfinished().order_by("created_at", "id")
    return [dump for dump in unfinished if _is_free(dump, now)]


def new_owner() -> str:
    """Give a name for a reader: machine, process and a number of its own."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def lease_end() -> datetime:
    """Give the time until which a lease that is renewed now runs."""
    return timezone.now() + timedelta(seconds=LEASE_SECONDS)


def _begin_again(dump: Dump, *, path: str, uploaded: bool) -> None:
    columns: dict[str, object] = {"path": path, "uploaded": uploaded}
    if dump.state == State.UNDONE:
        columns |= {"state": State.QUEUED, "cursor": 0, "expected": None, "seconds": 0, "finished_at": None}
        columns |= dict.fromkeys(("captures_read", "new_stories", "new_versions", "same_text", "rejected"), 0)
    elif dump.state in (State.PAUSED, State.FAILED):
        columns |= {"state": State.QUEUED, "error": "", "attempts": 0}
    Dump.objects.filter(pk=dump.pk, state=dump.state).update(**columns)
    dump.refresh_from_db()


def _move(dump: Dump, states: set[State], **columns: object) -> bool:
    moved = Dump.objects.filter(pk=dump.pk, state__in=states).update(**columns)
    dump.refresh_from_db()
    return moved == 1


def _is_free(dump: Dump, now: datetime) -> bool:
    return not dump.lease_owner or dump.lease_until is None or dump.lease_until < now or is_dead(dump.lease_owner)


def is_dead(owner: str) -> bool:
    """Tell whether a reader was a process of this machine that runs no more."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname()[:40] or not rest.isdigit():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
