"""Placing a batch of cleaned captures: versions, stories, doubts, constraints, and a flat number of queries."""

import datetime as dt
import itertools
from collections.abc import Sequence

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Capture,
    Decision,
    Dump,
    GroupingConstraint,
    PairDoubt,
    Shingle,
    Story,
    StoryLink,
    StoryTopic,
    Version,
)
from articles.models.upkeep import article_of, summarise_changes
from articles.pipeline.candidates import index_bare_stories
from articles.pipeline.group import Arrival, Fate, GroupReport, place_articles
from articles.text.article import CleanArticle
from articles.text.group import fingerprint
from tests.factories import make_dump, make_source, make_topic
from tests.pipeline.group_texts import invented_article

pytestmark = pytest.mark.django_db


def arrive(*articles: CleanArticle, source: int | None = None) -> GroupReport:
    """Place articles as one batch."""
    arrivals = []
    for key, article in enumerate(articles):
        day = dt.date.fromisoformat(article.published[:10]) if article.published else None
        print_ = fingerprint(article.paragraphs, headline=article.headline, published=day)
        arrivals.append(Arrival(key, article, print_, source))
    with transaction.atomic():
        report = place_articles(arrivals)
        store_captures(report)
    return report


def store_captures(report: GroupReport) -> None:
    """Store a capture for each arrival, as the ingest does."""
    dump = Dump.objects.first() or make_dump()
    last = Capture.objects.order_by("number").last()
    start = last.number + 1 if last else 0
    Capture.objects.bulk_create(
        Capture(dump=dump, number=start + rank, member="a.txt", state=Capture.State.KEPT, version_id=item.version_id)
        for rank, item in enumerate(report.grouped)
    )


def stories_of(reports: Sequence[GroupReport]) -> list[int]:
    return [item.story_id for report in reports for item in report.grouped]


def test_place_articles_a_first_text_makes_a_story_with_its_columns():
    source = make_source(name="The Bay Courier")
    article = invented_article(1, source="The Bay Courier", published="2021-03-04")
    (item,) = arrive(article, source=source.pk).grouped
    story = Story.objects.get(pk=item.story_id)
    assert item.fate == Fate.NEW_STORY
    assert (story.headline, story.published_day, story.year) == (article.headline, dt.date(2021, 3, 4), 2021)
    assert (story.version_count, story.capture_count, story.latest_id) == (1, 1, item.version_id)
    source.refresh_from_db()
    assert source.story_count == 1


def test_place_articles_the_same_text_is_one_version_that_learns_from_each_capture():
    bare = invented_article(1, headline=None, byline=None)
    full = invented_article(1, byline="Ada Brandt")
    (first,) = arrive(bare).grouped
    (second,) = arrive(full).grouped
    version = Version.objects.get()
    assert (first.version_id, second.fate) == (second.version_id, Fate.SAME_TEXT)
    assert (version.headline, version.byline) == (full.headline, "Ada Brandt")
    story = Story.objects.get()
    assert (story.headline, story.capture_count, story.version_count) == (full.headline, 2, 1)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_place_articles_a_reprint_lends_nothing_to_what_the_first_paper_printed(order: tuple[int, ...]):
    """Whatever comes in first, batch by batch: the first paper's imprint stays whole, and a bare capture fills it."""
    printed = [
        ("vesselbay", invented_article(1, byline=None, source="vesselbay", published="2021-03-04")),
        ("argus", invented_article(1, byline="Ivo Marek", source="argus", published="2021-03-05")),
        (None, invented_article(1, byline="Ada Brandt", source=None, published="2021-03-04")),
    ]
    for name, article in (printed[rank] for rank in order):
        arrive(article, source=make_source(name=name).pk if name else None)
    version = Version.objects.select_related("source").get()
    assert version.source
    assert (version.source.name, version.byline, version.published) == ("vesselbay", "Ada Brandt", "2021-03-04")
    assert set(version.disagreements) == {"source", "byline", "published"}


def test_place_articles_an_editors_byline_is_not_undone_by_the_imprints_of_captures():
    arrive(invented_article(1, byline="Ivo Marek", published="2021-03-04"))
    arrive(invented_article(1, byline=None, published="2021-03-04T07:00"))
    Version.objects.update(byline="Ada Brandt")
    arrive(invented_article(1, byline=None, published="2021-03-04T07:00", section="Coast"))
    assert Version.objects.get().byline == "Ada Brandt"


def test_place_articles_imprints_stay_beside_a_byline_too_long_for_its_column():
    paragraph = " ".join(f"Ada Brandt {number}" for number in range(60))
    printed = [
        invented_article(1, byline=paragraph, source="vesselbay", published="2021-03-04"),
        invented_article(1, byline="Ivo Marek", source="argus", published="2021-03-05"),
    ]
    arrive(*printed)
    arrive(invented_article(1, byline=None, section="Coast"))
    (version,) = Version.objects.all()
    assert [each["byline"] for each in version.conflicts["imprints"][:2]] == [paragraph, "Ivo Marek"]


def test_place_articles_an_expanded_text_is_a_later_version_of_the_story():
    (first,) = arrive(invented_article(1, published="2021-03-04")).grouped
    (second,) = arrive(invented_article(1, more=3, published="2021-03-05")).grouped
    assert (second.story_id, second.fate) == (first.story_id, Fate.NEW_VERSION)
    story = Story.objects.get()
    assert list(story.versions.in_order().values_list("pk", flat=True)) == [first.version_id, second.version_id]
    assert (story.latest_id, story.version_count) == (second.version_id, 2)


def test_place_articles_in_one_batch_gives_what_one_by_one_gives():
    articles = [invented_article(n, more=more) for n in (1, 2) for more in (0, 2, 4)]
    together = stories_of([arrive(*articles)])
    Capture.objects.all().delete()
    Story.objects.update(latest=None)
    Version.objects.all().delete()
    apart = stories_of([arrive(article) for article in articles])
    assert len(set(together)) == 2
    assert [together.index(story) for story in together] == [apart.index(story) for story in apart]


def test_place_articles_reports_the_stories_to_summarise():
    arrive(invented_article(1, published="2021-03-04"))
    report = arrive(invented_article(1, more=3, published="2021-03-05"))
    assert report.to_summarise == report.changed
    assert summarise_changes(report.to_summarise) == 1


def test_place_articles_never_joins_what_an_editor_parted(editor: User):
    one, other, between = (invented_article(1, more=more) for more in (0, 8, 4))
    (a,) = arrive(one).grouped
    (b,) = arrive(other).grouped
    parted = Story.objects.create(version_count=1, headline="parted")
    Version.objects.filter(pk=b.version_id).update(story=parted)
    decision = Decision.objects.create(kind="split", summary="Split", story=parted, made_by=editor)
    GroupingConstraint.objects.create(
        first_id=a.version_id, second_id=b.version_id, kind=GroupingConstraint.Kind.APART, decision=decision
    )
    arrive(between)
    assert Version.objects.get(pk=a.version_id).story_id != Version.objects.get(pk=b.version_id).story_id


def test_place_articles_joins_into_the_story_that_editors_worked_on(editor: User):
    one, other, between = (invented_article(1, more=more) for more in (0, 8, 4))
    (a,) = arrive(one).grouped
    (b,) = arrive(other).grouped
    later = Story.objects.create(version_count=1, headline="later")
    Version.objects.filter(pk=b.version_id).update(story=later)
    StoryTopic.objects.create(story=later, topic=make_topic(), made_by=editor)
    report = arrive(between)
    assert report.joined == (a.story_id,)
    gone = Story.objects.get(pk=a.story_id)
    assert (gone.merged_into_id, gone.version_count, gone.capture_count) == (later.pk, 0, 0)
    assert set(Version.objects.values_list("story", flat=True)) == {later.pk}


def test_place_articles_near_copies_are_not_indexed_again():
    arrive(invented_article(1, more=6))
    before = Shingle.objects.count()
    report = arrive(invented_article(1, more=6, note="Printed in the evening edition."))
    assert report.grouped[0].fate == Fate.NEW_VERSION
    assert Shingle.objects.count() == before


def test_index_bare_stories_makes_copies_found_again_when_their_original_goes():
    original, copy = invented_article(1, more=6), invented_article(1, more=6, note="Printed in the evening edition.")
    (first,) = arrive(original).grouped
    arrive(copy)
    Capture.objects.filter(version=first.version_id).delete()
    Version.objects.filter(pk=first.version_id).delete()
    assert not Shingle.objects.exists()
    index_bare_stories([first.story_id])
    assert arrive(invented_article(1, more=8)).grouped[0].story_id == first.story_id


def test_place_articles_links_stories_that_share_a_passage():
    one, other = invented_article(1), invented_article(2)
    mixed = CleanArticle(headline=other.headline, paragraphs=(*other.paragraphs, *one.paragraphs[7:]))
    arrive(one)
    arrive(mixed)
    link = StoryLink.objects.get(kind=StoryLink.Kind.SHARES_TEXT)
    assert "of the shorter text" in link.why[0]
    assert set(Story.objects.values_list("related_count", flat=True)) == {1}


def test_place_articles_asks_about_what_it_is_not_sure_of():
    lead = "Copper closed at 883 pounds a tonne in London on Tuesday, up 7 pounds, or 1417 dollars, up 11 dollars."
    body = [f"{line} It had stood at {2000 + at}." for at, line in enumerate(invented_article(1).paragraphs)]
    (first,) = arrive(CleanArticle(paragraphs=(lead, *body))).grouped
    renewed = lead.replace("883", "879").replace("7", "3").replace("1417", "1410").replace("11", "4")
    report = arrive(CleanArticle(paragraphs=(renewed, *body)))
    assert report.grouped[0].story_id != first.story_id
    doubt = PairDoubt.objects.get()
    assert (doubt.first_id, doubt.second_id, doubt.joined) == (first.version_id, report.grouped[0].version_id, False)
    assert "the leads read alike but for their numbers" in doubt.reasons


def test_place_articles_takes_as_many_queries_for_many_as_for_few():
    def queries(first: int, count: int) -> int:
        batch = [invented_article(n, more=more) for n in range(first, first + count) for more in (0, 2)]
        arrive(*batch[::2])
        with CaptureQueriesContext(
            connection,
        ) as context:
            arrive(*batch[1::2])
        return len(context)

    assert queries(100, 20) <= queries(10, 2)


def test_place_articles_an_empty_batch_does_nothing():
    assert arrive().grouped == ()
    assert PairDoubt.objects.count() == 0


def test_article_of_gives_back_what_came_in():
    article = invented_article(1, byline="Ada Brandt", published="2021-03-04")
    arrive(article)
    version = Version.objects.with_body().get()
    assert article_of(version) == article
