"""An ingest, or a regrouping, and an editor at the same stories in one moment: each is done wholly, on what is so."""

import json
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from articles.editing.decisions import undo
from articles.editing.log import Done, Refused
from articles.editing.review import answer_pair
from articles.editing.stories import merge_stories, move_version, set_order, split_story
from articles.editing.topics import tag_story
from articles.models import Decision, GroupingConstraint, PairDoubt, Story, Version
from articles.models.upkeep import refresh_stories
from articles.pipeline import group
from articles.pipeline.candidates import Candidates
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest
from articles.pipeline.joining import join_stories
from articles.pipeline.regroup import regroup
from articles.pipeline.turns import MOST_TRIES, OvertakenError, hold, in_turn
from tests.factories import make_doubt, make_topic, make_user
from tests.pipeline.group_texts import invented_article

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite lets one writer in at a time; give DATABASE_URL of a PostgreSQL"
    ),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def edda(transactional_db: None) -> User:
    return make_user(username="edda")


@pytest.fixture
def comes(tmp_path: Path) -> Callable[..., list[Version]]:
    """Ingest the articles of these numbers, each with so many paragraphs more; give the versions made."""

    def ingested(*numbers: int, more: int = 0) -> list[Version]:
        before = set(Version.objects.values_list("pk", flat=True))
        articles = [invented_article(number, more=more) for number in numbers]
        lines = [json.dumps({"title": each.headline, "text": "\n".join(each.paragraphs)}) for each in articles]
        path = tmp_path / f"{'-'.join(map(str, numbers))} {more} {len(before)}.jsonl"
        path.write_text("\n".join(lines) + "\n")
        assert ingest(path).error == ""
        return list(Version.objects.exclude(pk__in=before).order_by("pk"))

    return ingested


def while_it_decides(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> list[int]:
    """Have an editor's act done, and committed, once the machine has read for its first batch; counts its readings."""
    readings: list[int] = []

    def read(*given: object) -> Candidates:
        found = load(*given)  # type: ignore[arg-type] # as it was called
        readings.append(1)
        if len(readings) == 1:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(closing, act).result(timeout=10)
        return found

    load = group.load_candidates
    monkeypatch.setattr(group, "load_candidates", read)
    return readings


def closing(act: Callable[[], object]) -> None:
    try:
        act()
    finally:
        connection.close()


def faults() -> list[str]:
    return [str(finding) for finding in check_store(read_bytes=True)]


def test_an_ingest_decides_afresh_where_a_merge_came_first(
    edda: User, comes: Callable[..., list[Version]], monkeypatch: pytest.MonkeyPatch
):
    one, two = comes(1, 2)
    readings = while_it_decides(monkeypatch, partial(merge_stories, two.story, by=edda, others=[one.story]))
    (new,) = comes(1, more=4)
    assert (new.story_id, len(readings)) == (two.story_id, 2)
    assert faults() == []


def test_an_ingest_decides_afresh_where_its_version_was_split_off(
    edda: User, comes: Callable[..., list[Version]], monkeypatch: pytest.MonkeyPatch
):
    (one,), (two,) = comes(1), comes(2)
    merge_stories(one.story, by=edda, others=[two.story])
    while_it_decides(monkeypatch, partial(split_story, one.story, by=edda, versions=[two]))
    (new,) = comes(2, more=4)
    two.refresh_from_db()
    assert new.story_id == two.story_id != one.story_id
    assert faults() == []


def test_an_ingest_does_not_join_what_two_editors_worked_on_meanwhile(
    edda: User, comes: Callable[..., list[Version]], monkeypatch: pytest.MonkeyPatch
):
    (one,), (two,) = comes(1), comes(1, more=8)
    apart = Story.objects.create(headline="Fell apart")
    Version.objects.filter(pk=two.pk).update(story=apart)
    refresh_stories({one.story_id, apart.pk})
    topic = make_topic()

    def tag_both() -> None:
        for story in (one.story, apart):
            tag_story(story, by=edda, topic=topic)

    while_it_decides(monkeypatch, tag_both)
    comes(1, more=4)
    assert Story.objects.standing().count() == 2
    assert "editors worked on both stories" in PairDoubt.objects.get().reasons


def test_an_ingest_waits_for_an_open_act_and_goes_by_it(edda: User, comes: Callable[..., list[Version]]):
    one, two = comes(1, 2)
    merged = Event()

    def merge_slowly() -> None:
        with transaction.atomic():
            merge_stories(two.story, by=edda, others=[one.story])
            merged.set()
            Event().wait(0.6)  # longer than the machine waits for a lock

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(closing, merge_slowly)
        merged.wait(timeout=10)
        (new,) = comes(1, more=4)
        slow.result(timeout=10)
    assert new.story_id == two.story_id
    assert faults() == []


def test_an_order_that_an_editor_sets_meanwhile_stands(
    edda: User, comes: Callable[..., list[Version]], monkeypatch: pytest.MonkeyPatch
):
    (one,), (two,) = comes(1), comes(1, more=2)
    turned = sorted((one, two), key=lambda version: -Version.objects.get(pk=version.pk).position)
    while_it_decides(monkeypatch, partial(set_order, one.story, by=edda, versions=turned))
    comes(1, more=5)
    basis = Version.OrderBasis.EDITOR
    assert list(one.story.versions.filter(order_basis=basis).in_order()) == turned
    assert faults() == []


def test_in_turn_gives_way_in_the_end_and_stores_nothing(edda: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("articles.pipeline.turns.PAUSE", 0)
    tries: list[int] = []

    def overtaken() -> None:
        tries.append(Story.objects.create(headline="Never").pk)
        raise OvertakenError("moved")

    with pytest.raises(OvertakenError):
        in_turn(overtaken)
    assert (len(tries), Story.objects.count()) == (MOST_TRIES, 0)


def test_an_answer_waits_for_a_join_and_is_refused(edda: User, comes: Callable[..., list[Version]]):
    one, two = comes(1, 2)
    doubt = make_doubt(first=one, second=two)
    joined = Event()

    def join_slowly() -> None:
        hold({one.pk: one.story_id, two.pk: two.story_id})
        join_stories({two.story_id: one.story_id})
        joined.set()
        Event().wait(0.3)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(closing, partial(in_turn, join_slowly))
        joined.wait(timeout=10)
        with pytest.raises(Refused):
            answer_pair(doubt, by=edda, answer="different")
        slow.result(timeout=10)
    assert not GroupingConstraint.objects.exists()


def test_machine_and_editors_at_once_leave_a_sound_store(edda: User, comes: Callable[..., list[Version]]):
    versions = comes(*range(1, 9))
    carl = make_user(username="carl")

    def edit(by: User, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - the same acts on every run
        for _ in range(25):
            with suppress(Refused, IndexError):
                _any_act(by, chance)
            Event().wait(0.01)

    with ThreadPoolExecutor(2) as pool:
        busy = [pool.submit(closing, partial(edit, by, seed)) for seed, by in enumerate((edda, carl))]
        for more in (2, 4, 6, 8):
            comes(*range(1, 9), more=more)
        regroup()
        for one in busy:
            one.result(timeout=60)
    assert Version.objects.count() >= len(versions) * 5
    assert Decision.objects.exists()
    assert faults() == []


def _any_act(by: User, chance: random.Random) -> Done:
    """Merge, split, move or undo what chance picks; Refused where it cannot be done."""
    stories = list(Story.objects.standing().order_by("pk"))
    act = chance.randrange(4) if len(stories) > 3 else 3
    one, other = chance.sample(stories * 2, 2)
    version = chance.choice(list(one.versions.all()))
    if act == 0:
        return merge_stories(one, by=by, others=[other])
    if act == 1:
        return split_story(one, by=by, versions=[version])
    if act == 2:
        return move_version(version, by=by, to=other)
    return undo(chance.choice(list(Decision.objects.standing())), by=by)
