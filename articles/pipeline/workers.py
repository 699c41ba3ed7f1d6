"""Records -> prepared records, in order, with the text work on as many cores or machines as there are.

concurrent.futures is the one interface: nothing for small dumps, a pool of processes for large ones, a Dask cluster
where NEWSDESK_DASK names its scheduler. Results come back to the one process that writes.
"""

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from importlib import import_module
from itertools import chain
from typing import TypeVar

from django.conf import settings

from articles.pipeline.clean import Prepared, killed, prepare, prepare_all
from articles.text.formats import Record

T = TypeVar("T")

# Starting a pool and loading the cleaner in it takes about two seconds: the time of this many records in one process.
SMALL = 200
# Records sent to a worker at once: enough that sending costs little, few enough that all cores end together.
SENT = 16
# Bytes of records held at once in one place: 25 records of the largest size would be a gigabyte.
PORTION_BYTES = 16 * 1024 * 1024
# Chunks under way for each worker: the next is there when one is done, and memory stays bounded.
AHEAD = 3
# Seconds after which the workers of a killed ingest are gone.
WATCHED_EVERY = 1.0


def prepared_in_order(records: Iterable[Record]) -> Generator[Prepared, None, None]:
    """Prepare every record, in order. Closing the iterator ends the workers."""
    coming = iter(records)
    first = portion(coming, most=SMALL, size=_size)
    after = next(coming, None)
    coming = chain([after] if after is not None else [], coming)
    if after is None or not _may_have_workers():
        yield from map(prepare, chain(first, coming))
        return
    yield from _spread(chain(first, coming))


def portion(items: Iterator[T], *, most: int, size: Callable[[T], int]) -> list[T]:
    """Take up to `most` items, fewer where they are large: it ends with the one that passes PORTION_BYTES."""
    taken: list[T] = []
    held = 0
    while len(taken) < most and held < PORTION_BYTES and (item := next(items, None)) is not None:
        taken.append(item)
        held += size(item)
    return taken


def _size(record: Record) -> int:
    return len(record.raw)


def _may_have_workers() -> bool:
    """Tell whether processes can be started here: not by a daemon, and to no use on a single core."""
    if getattr(settings, "NEWSDESK_DASK", ""):
        return True
    return _cores() > 1 and not multiprocessing.current_process().daemon


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _executor() -> tuple[Executor, int]:
    """Give the executor to use and how many workers it has."""
    scheduler = getattr(settings, "NEWSDESK_DASK", "")
    if scheduler:
        client = import_module("distributed").Client(scheduler)
        return client.get_executor(), max(1, sum(client.nthreads().values()))
    return _pool(_cores()), _cores()


def _spread(records: Iterator[Record]) -> Iterator[Prepared]:
    """Keep every worker busy with chunks ahead. Where a worker dies, what was under way is done again, one by one."""
    executor, workers = _executor()
    under_way: deque[tuple[list[Record], Future[list[Prepared]]]] = deque()
    try:
        while True:
            while len(under_way) < workers * AHEAD and (chunk := portion(records, most=SENT, size=_size)):
                under_way.append((chunk, executor.submit(prepare_all, chunk)))
            if not under_way:
                return
            try:
                yield from under_way[0][1].result()
                under_way.popleft()
            except BrokenExecutor:
                executor.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(record for chunk, _ in under_way for record in chunk)
                under_way.clear()
                executor, workers = _executor()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _one_by_one(records: Iterable[Record]) -> Iterator[Prepared]:
    """Prepare each record in a process that may die of it; the one that kills its process is a rejection."""
    executor = _pool(1)
    for record in records:
        try:
            yield executor.submit(prepare, record).result()
        except BrokenExecutor:
            executor = _pool(1)
            yield killed(record)
    executor.shutdown(wait=False)


def _pool(processes: int) -> Executor:
    """Start processes that know nothing of the database: a fork would take its connection along."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=end_with_parent, initargs=(os.getpid(),))


def end_with_parent(parent: int) -> None:
    """Make this process end when `parent` does: without that, workers of a killed ingest wait for ever."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCHED_EVERY)
    os._exit(1)
