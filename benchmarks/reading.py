"""How long the compare and history screens take and how large they are, beside the bare comparison in the same run.

`python -m benchmarks.reading` prints the table: CPU milliseconds, the median of RUNS. What a screen costs beyond its
comparisons is laying out and writing HTML, so the ratio says how much an editor waits for the screen alone.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

RUNS = 3
PAIRS = (("500 words", 500, 0.1), ("2,000 words", 2_000, 0.1), ("20,000 words, few edits", 20_000, 0.01))
HEAVY = ("20,000 words, heavily edited", 20_000, 0.3)
HISTORIES = (2, 20, 60)  # versions
WORDS = 600  # of each of a story's many versions
SHARE = 0.05  # of its words that a version changes


VOCABULARY = 3_000
SENTENCE = 18  # words
PARAGRAPH = 3  # sentences


@dataclass(frozen=True, slots=True)
class Figure:
    """One screen: its time, that of its comparisons alone, in milliseconds, and its size in kilobytes."""

    name: str
    screen: float
    bare: float
    size: float


def edited(count: int, share: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give a text of `count` made-up words and its revision, in which a `share` of the sentences changed."""
    chance = random.Random(5)  # noqa: S311 - made-up prose, the same on every run

    def sentence() -> list[str]:
        return [f"w{int(VOCABULARY * chance.random() ** 3):x}" for _ in range(SENTENCE)]

    old = [sentence() for _ in range(count // SENTENCE)]
    new: list[list[str]] = []
    for words in old:
        what = chance.random() / share if share else 1.0
        if what < 0.2:
            continue
        changed = [chance.choice(words) if chance.random() < 0.2 else word for word in words]
        new.append(changed if what < 0.8 else words)
        if 0.8 <= what < 1:
            new.append(sentence())
    return printed(old), printed(new)


def printed(sentences: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Give sentences as paragraphs."""
    texts = [" ".join(words).capitalize() + "." for words in sentences]
    return tuple(" ".join(texts[at : at + PARAGRAPH]) for at in range(0, len(texts), PARAGRAPH))


def bodies(count: int) -> list[tuple[str, ...]]:
    """Give `count` texts, each of them with another paragraph of one long revision."""
    old, new = edited(WORDS, SHARE * 4)
    shared = min(len(old), len(new))
    return [(*new[: number % shared], *old[number % shared :], f"Report {number} came in.") for number in range(count)]


def store(texts: Sequence[Sequence[str]]) -> list[int]:
    """Make a story of these versions; return their ids."""
    from articles.models import Story, Version, VersionBody

    story = Story.objects.create(headline="Harbour stays closed", version_count=len(texts))
    ids = []
    for number, paragraphs in enumerate(texts):
        words = sum(len(paragraph.split()) for paragraph in paragraphs)
        version = Version.objects.create(
            story=story, position=number, digest=f"{story.pk:032x}{number:032x}", headline="Harbour", word_count=words
        )
        VersionBody.objects.create(version=version, paragraphs=list(paragraphs))
        ids.append(version.pk)
    Story.objects.filter(pk=story.pk).update(latest=ids[-1])
    return ids


def milliseconds(work: Callable[[], object]) -> float:
    """Give the median CPU milliseconds of RUNS, the first left out."""
    taken = []
    for _ in range(RUNS + 1):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken[1:])


def measure(client: "Client", name: str, address: str, texts: Sequence[Sequence[str]]) -> Figure:
    """Measure one screen, and the comparisons of these texts, each with the next."""
    from articles.text.article import CleanArticle
    from articles.text.compare import compare

    articles = [CleanArticle(headline="Harbour", paragraphs=tuple(paragraphs)) for paragraphs in texts]
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    bare = milliseconds(lambda: [compare(old, new) for old, new in pairwise(articles)])
    return Figure(name, milliseconds(lambda: client.get(address)), bare, len(answer.content) / 1024)


def figures(client: "Client") -> Iterator[Figure]:
    """Measure every screen."""
    from articles.models import Version

    for label, count, share in (*PAIRS, HEAVY):
        texts = edited(count, share)
        old, new = store(texts)
        for view in ("side", "inline", "changes"):
            yield measure(client, f"compare, {view}, {label}", f"/compare/{old}/{new}/?view={view}", texts)
    for versions in HISTORIES:
        texts_of = bodies(versions)
        story = Version.objects.get(pk=store(texts_of)[0]).story_id
        yield measure(client, f"history, {versions} versions", f"/stories/{story}/history/", texts_of)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "NEWSDESK_DATA_DIR": folder,
            "NEWSDESK_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "newsdesk.settings",
        }
        import django
        from django.conf import settings

        django.setup()
        settings.DEBUG = False
        settings.ALLOWED_HOSTS = ["testserver"]
        from django.contrib.auth.models import User
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", verbosity=0)
        client = Client()
        client.force_login(User.objects.create_superuser("chief", password=None))
        print("| screen | CPU ms | its comparisons alone, ms | ratio | HTML, KB |\n|---|---|---|---|---|")
        for figure in figures(client):
            ratio = figure.screen / figure.bare
            print(f"| {figure.name} | {figure.screen:.0f} | {figure.bare:.0f} | {ratio:.1f} | {figure.size:,.0f} |")


if __name__ == "__main__":
    main()
