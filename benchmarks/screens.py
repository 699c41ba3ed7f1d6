"""How long each screen takes with 100,000 stories, beside the same screen with 1,000 in the same run.

`python -m benchmarks.screens` prints the table. A screen that costs the same at both sizes has a ratio near 1. The rows
are made in bulk, each with a body and search text, a fifth of them with a second version, a tenth with a topic.
"""

import datetime as dt
import os
import random
import statistics
import tempfile
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

SMALL, LARGE = 1_000, 100_000
RUNS = 5
VOCABULARY = 8_000
BODY_WORDS = 60
ROWS = 2_000  # made in one statement
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SCREENS = {
    "desk": "/",
    "desk, by publication": "/?sort=published",
    "desk, deep page": "/?after={deep}",
    "desk, 2+ versions": "/?show=versions",
    "desk, untagged": "/?show=untagged",
    "desk, number changed": "/?show=numbers",
    "desk, untagged and number changed": "/?show=numbers,untagged",
    "desk, one source": "/?source={source}",
    "desk, one topic": "/?topic={topic}",
    "desk, one month": "/?month=2025-06",
    "desk, rare word": "/?q=w1f00",
    "desk, common word": "/?q=w1",
    "story": "/stories/{story}/",
    "topics": "/topics/",
    "topic": "/topics/{topic}/",
    "review": "/review/",
    "ingest": "/ingest/",
    "admin, captures": "/admin/articles/capture/",
    "admin, captures, search": "/admin/articles/capture/?q=member-77",
    "admin, rejections": "/admin/articles/rejection/",
    "admin, stories": "/admin/articles/story/",
    "admin, versions": "/admin/articles/version/",
    "admin, dumps": "/admin/articles/dump/",
}


def prose(chance: random.Random, count: int) -> str:
    """Give words as frequent as in prose: the n-th commonest stands about 1/n of the time."""
    ranks = range(1, VOCABULARY + 1)
    return " ".join(chance.choices([f"w{rank:x}" for rank in ranks], WEIGHTS, k=count))


WEIGHTS = [1 / rank for rank in range(1, VOCABULARY + 1)]


def fill(first: int, last: int) -> None:
    """Make stories `first` to `last` (not included) with all that hangs on them."""
    for at in range(first, last, ROWS):
        fill_some(range(at, min(at + ROWS, last)))


def fill_some(numbers: range) -> None:
    """Make a batch of stories in a few statements."""
    from django.contrib.auth.models import User
    from django.db.models import F

    from articles.models import Capture, CaptureBody, Rejection, Story, StoryTopic, Version, VersionBody
    from articles.models.search import Searchable, write_search

    chance = random.Random(numbers.start)  # noqa: S311 - made-up prose, the same on every run
    texts = {number: prose(chance, BODY_WORDS) for number in numbers}
    days = {number: EPOCH - dt.timedelta(hours=number % 17_000) for number in numbers}
    stories = [
        Story(
            id=number + 1,
            headline=texts[number][:60],
            standfirst=texts[number][60:200],
            source_id=number % 200 + 1,
            published=days[number].date().isoformat(),
            published_day=days[number].date(),
            year=days[number].year,
            month=days[number].month,
            version_count=1 + (number % 5 == 0),
            capture_count=1,
            quotes_reworded=int(number % 40 == 0),
            numbers_changed=int(number % 15 == 0),
            topic_count=int(number % 10 == 0),
            changed_at=EPOCH + dt.timedelta(seconds=number),
        )
        for number in numbers
    ]
    Story.objects.bulk_create(stories)
    versions = [
        Version(id=n + 1, story_id=n + 1, digest=f"{n:064x}", headline=texts[n][:60], word_count=BODY_WORDS)
        for n in numbers
    ]
    Version.objects.bulk_create(versions)
    VersionBody.objects.bulk_create(VersionBody(version_id=n + 1, paragraphs=[texts[n]]) for n in numbers)
    Story.objects.filter(id__gt=numbers.start, id__lte=numbers.stop).update(latest_id=F("id"))
    captures = [
        Capture(
            id=n + 1,
            dump_id=1,
            number=n,
            member=f"folder/member-{n}.txt",
            digest=f"{n:064x}",
            state="rejected" if n % 50 == 0 else "kept",
            version_id=None if n % 50 == 0 else n + 1,
        )
        for n in numbers
    ]
    Capture.objects.bulk_create(captures)
    CaptureBody.objects.bulk_create(CaptureBody(capture_id=n + 1, raw=texts[n].encode()) for n in numbers)
    Rejection.objects.bulk_create(
        Rejection(capture_id=n + 1, problem="no article text", excerpt=texts[n][:500]) for n in numbers if n % 50 == 0
    )
    editor = User.objects.get()
    StoryTopic.objects.bulk_create(
        StoryTopic(story_id=n + 1, topic_id=n // 10 % 20 + 1, made_by=editor) for n in numbers if n % 10 == 0
    )
    write_search([Searchable(n + 1, texts[n][:60], texts[n], "") for n in numbers])


def prepare() -> "Client":
    """Make tables, a user, sources, topics and a dump. Return a client that is logged in."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from articles.models import Dump, Source, Topic

    call_command("migrate", verbosity=0)
    user = User.objects.create_superuser("chief", password=None)
    Source.objects.bulk_create(Source(name=f"Paper {n}", key=f"paper {n}") for n in range(200))
    Topic.objects.bulk_create(Topic(id=n + 1, label=f"Topic {n}", path=f"{n + 1:08d}") for n in range(20))
    Dump.objects.create(id=1, digest="0" * 64, name="made up", path="/nowhere", state="done")
    client = Client()
    client.force_login(user)
    return client


def addresses(count: int) -> dict[str, str]:
    """Give each screen's address among `count` stories."""
    from articles.models import Story

    middle = Story.objects.get(pk=count // 2)
    values = {
        "deep": f"{middle.changed_at.isoformat()}~{middle.pk}".replace("+", "%2B"),
        "source": 7,
        "topic": 3,
        "story": count // 2,
    }
    return {name: address.format(**values) for name, address in SCREENS.items()}


def times(client: "Client", count: int) -> dict[str, float]:
    """Give the median milliseconds of each screen, the first look left out."""
    result = {}
    for name, address in addresses(count).items():
        taken = []
        for run in range(RUNS + 1):
            began = time.perf_counter()
            answer = client.get(address)
            assert answer.status_code == 200, f"{address} answered {answer.status_code}"
            if run:
                taken.append((time.perf_counter() - began) * 1000)
        result[name] = statistics.median(taken)
    return result


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
        client = prepare()
        fill(0, SMALL)
        small = times(client, SMALL)
        fill(SMALL, LARGE)
        large = times(client, LARGE)
    print(f"| screen | {SMALL:,} stories, ms | {LARGE:,} stories, ms | ratio |\n|---|---|---|---|")
    for name in SCREENS:
        print(f"| {name} | {small[name]:.0f} | {large[name]:.0f} | {large[name] / small[name]:.1f} |")


if __name__ == "__main__":
    main()
