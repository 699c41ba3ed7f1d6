"""How many records a second go in, wholly, and how long an editor's write waits meanwhile.

`python -m benchmarks.ingest` prints the table. The peer is reading the same lines with Python's json alone, in the same
run: what an ingest cannot be faster than.
"""

import hashlib
import json
import os
import statistics
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LINES, CAPTURES, PAGES = 2000, 1000, 500
SENTENCES = 30  # of some 15 words: a usual report
WRITE_EVERY = 0.05  # seconds between two writes of the editor
VOCABULARY = 4000


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    value: str


def words(seed: str, count: int) -> str:
    """Give words picked by a hash of the seed: no two seeds share a run of five."""
    picked = hashlib.shake_128(seed.encode()).digest(count * 2)
    numbers = (int.from_bytes(picked[at : at + 2], "big") % VOCABULARY for at in range(0, len(picked), 2))
    return " ".join(f"w{number:x}ord" for number in numbers)


def paragraphs(number: int) -> list[str]:
    """Give the body of article `number`."""
    sentences = [words(f"{number} {at}", 15).capitalize() + "." for at in range(SENTENCES)]
    return [" ".join(sentences[at : at + 3]) for at in range(0, SENTENCES, 3)]


def headline(number: int) -> str:
    """Give the headline of article `number`."""
    return words(f"headline {number}", 8).capitalize()


def write_lines(folder: Path) -> Path:
    """Write LINES articles as JSON Lines."""
    path = folder / "lines.jsonl"
    with path.open("w") as file:
        for number in range(LINES):
            body = "\n".join(paragraphs(number))
            file.write(json.dumps({"title": headline(number), "text": body, "date": "2026-03-01"}) + "\n")
    return path


def write_captures(folder: Path) -> Path:
    """Write CAPTURES articles as text captures in a zip."""
    path = folder / "captures.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(LINES, LINES + CAPTURES):
            lines = ["Home News Sport Weather", headline(number), *paragraphs(number), "Most Read", "Contact us"]
            archive.writestr(f"{number}.txt", "\n\n".join(lines))
    return path


def write_pages(folder: Path) -> Path:
    """Write PAGES articles as HTML pages in a folder."""
    path = folder / "pages"
    path.mkdir()
    menu = "".join(f'<li><a href="/{at}">Section {at}</a></li>' for at in range(150))
    for number in range(LINES + CAPTURES, LINES + CAPTURES + PAGES):
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(number))
        page = (
            f"<!doctype html><html><head><title>{headline(number)}</title></head><body><nav><ul>{menu}</ul></nav>"
            f"<article><h1>{headline(number)}</h1>{body}</article><footer><ul>{menu}</ul></footer></body></html>"
        )
        (path / f"{number}.html").write_text(page)
    return path


def figures() -> Iterator[Figure]:
    """Measure in a data folder of its own, which is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as folder:
        os.environ |= {"NEWSDESK_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "newsdesk.settings"}
        os.environ["NEWSDESK_DEBUG"] = "0"  # with 1, Django keeps the text of every query
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield from _measured(Path(folder))


def _measured(folder: Path) -> Iterator[Figure]:
    from articles.pipeline.ingest import ingest
    from articles.text.formats import read_dump

    lines = write_lines(folder)
    peer = _rate(LINES, lambda: [json.loads(line) for line in lines.open()])
    alone = _rate(LINES, lambda: list(read_dump(lines)))
    yield Figure("JSON Lines, read by Python's json alone", f"{peer:,.0f} records/s")
    yield Figure("JSON Lines, read_dump", f"{alone:,.0f} records/s ({alone / peer:.2f} of the peer)")
    for what, count, path in (
        ("JSON Lines", LINES, lines),
        ("text captures in a zip", CAPTURES, write_captures(folder)),
        ("HTML pages in a folder", PAGES, write_pages(folder)),
    ):
        busy = time.process_time()
        with Editor() as editor:
            rate = _rate(count, lambda path=path: ingest(path))  # type: ignore[misc]  # mypy loses the default's type
        busy = 1000 * (time.process_time() - busy) / count
        yield Figure(f"{what}, ingested wholly", f"{rate:,.0f} records/s on {os.cpu_count()} cores")
        yield Figure("  of the writing process", f"{busy:.1f} ms of CPU a record")
        yield Figure("  an editor's write meanwhile", editor.waited())


def _rate(count: int, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


class Editor:
    """Someone who writes one row again and again, in a thread and connection of their own."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _write(self) -> None:
        from django.db import connection

        from articles.models import TopicSynonym

        while not self._end.wait(WRITE_EVERY):
            began = time.perf_counter()
            TopicSynonym.objects.filter(pk=0).update(label="written")
            self.waits.append(1000 * (time.perf_counter() - began))
        connection.close()

    def waited(self) -> str:
        """Say how long the writes took."""
        if len(self.waits) < 20:
            return f"{len(self.waits)} writes: too few to say"
        percentiles = statistics.quantiles(self.waits, n=20)
        return f"median {statistics.median(self.waits):.0f} ms, 95th percentile {percentiles[-1]:.0f} ms"


def main() -> None:
    """Print the table."""
    print("| ingest | figure |\n|---|---|")
    for figure in figures():
        print(f"| {figure.what} | {figure.value} |", flush=True)


if __name__ == "__main__":
    main()
