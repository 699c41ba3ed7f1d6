"""When a paragraph came in: which version brought it, which changed it last, at 2, 3 and 60 versions; two queries."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Story
from articles.reads.origins import MOST_VERSIONS, origins_of
from articles.reads.story import story_page
from articles.text.article import Role
from tests.factories import make_note, make_story, make_version
from tests.pages import HTMX, soup, texts

pytestmark = pytest.mark.django_db

LEAD = "The harbour of Vessel Bay will stay closed until Friday, the port master said."
FERRIES = "Three ferries were sent to the northern pier."
CRANES = "The two cranes that fell into the water on Monday are being lifted."
COST = "Repairs will cost the town more than it earns in a year."


def story_of(*bodies: list[str]) -> Story:
    story = make_story(headline="Harbour stays closed", versions=0)
    for body in bodies:
        make_version(story=story, paragraphs=body)
    story.refresh_from_db()
    return story


def said(story: Story, number: int | None = None) -> list[tuple[str, str, int]]:
    """Return for each body paragraph of version `number` (the last by default) what is said of it."""
    versions = list(story.versions.in_order())
    shown = versions[number - 1 if number else -1]
    found = origins_of(versions, shown)
    body = sorted((place[1], origin) for place, origin in found.items() if place[0] == Role.BODY)
    return [(origin.brought.says, origin.last.says if origin.last else "", origin.changes) for _, origin in body]


def test_a_paragraph_says_who_brought_it_and_who_changed_it_last() -> None:
    story = story_of(
        [LEAD, FERRIES],
        [LEAD.replace("Friday", "Sunday"), FERRIES],
        [LEAD.replace("Friday", "Monday"), CRANES, FERRIES],
    )
    assert said(story) == [
        ("since version 1", "reworded in version 3", 2),
        ("new in version 3", "", 0),
        ("since version 1", "", 0),
    ]
    assert said(story, 2) == [("since version 1", "reworded in version 2", 1), ("since version 1", "", 0)]


def test_a_sentence_added_cut_and_brought_back_changes_its_paragraph() -> None:
    longer = f"{LEAD} {COST}"
    assert said(story_of([LEAD], [longer])) == [("since version 1", "longer in version 2", 1)]
    assert said(story_of([longer], [LEAD])) == [("since version 1", "shortened in version 2", 1)]
    back = story_of([LEAD, FERRIES], [LEAD], [LEAD, FERRIES, CRANES])
    assert said(back)[1] == ("since version 1", "back in version 3", 2)


def test_a_paragraph_reworded_since_it_came_back_says_both() -> None:
    story = story_of([LEAD, FERRIES], [LEAD], [LEAD, FERRIES, CRANES], [LEAD, FERRIES.replace("Three", "Four"), CRANES])
    versions = list(story.versions.in_order())
    found = origins_of(versions, versions[-1])[Role.BODY, 1]
    assert found.back
    assert (found.back.says, found.back.old, found.back.new) == ("back in version 3", versions[1].pk, versions[2].pk)
    assert found.last
    assert found.last.says == "reworded in version 4"


def test_each_step_leads_to_the_comparison_that_made_it() -> None:
    story = story_of([LEAD], [LEAD, CRANES], [LEAD, CRANES.replace("two", "three")])
    versions = list(story.versions.in_order())
    found = origins_of(versions, versions[-1])[Role.BODY, 1]
    assert (found.brought.old, found.brought.new) == (versions[0].pk, versions[1].pk)
    assert found.last
    assert (found.last.old, found.last.new) == (versions[1].pk, versions[2].pk)
    assert origins_of(versions, versions[-1])[Role.BODY, 0].brought.old is None


def test_only_the_newest_of_very_many_versions_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.reads.origins.MOST_VERSIONS", 2)
    story = story_of([LEAD], [LEAD, FERRIES], [LEAD, FERRIES, CRANES])
    assert [brought for brought, _, _ in said(story)] == [*["since version 2 or earlier"] * 2, "new in version 3"]


def test_sixty_versions_take_as_many_queries_as_two(
    reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = make_story(versions=60)
    assert story.version_count <= MOST_VERSIONS
    with django_assert_num_queries(2):  # the versions, and their texts
        assert len(said(story)) == 62
    page = story_page(story, None, reader, origins=True)
    assert page
    assert page.blocks[-1].origin
    assert page.blocks[-1].origin.brought.says == "new in version 60"


def test_the_screen_shows_the_lines_where_they_are_asked_for(reader_client: Client) -> None:
    story = story_of([LEAD], [LEAD, CRANES])
    address = f"/stories/{story.pk}/"
    plain = soup(reader_client.get(address))
    assert not plain.select(".origin")
    (button,) = plain.select(".tools [data-key=w]")
    assert (button["href"], button["aria-pressed"]) == (f"{address}?origins=1", "false")
    response = reader_client.get(button["href"])
    assert texts(response, ".origin") == ["since version 1", "since version 1", "new in version 2"]
    first, second = story.versions.in_order()
    assert [link["href"] for link in soup(response).select(".origin a")] == [f"/compare/{first.pk}/{second.pk}/"]
    assert soup(response).select_one(".tools [data-key=w]")["href"] == address


def test_an_act_keeps_the_lines_on_the_screen(editor_client: Client) -> None:
    story = story_of([LEAD], [LEAD, CRANES])
    page = soup(editor_client.get(f"/stories/{story.pk}/?origins=1"))
    assert page.select("form [name=origins]")
    kept = editor_client.post(f"/stories/{story.pk}/topics/", {"topic": "No such", "origins": "1"}, **HTMX)
    assert soup(kept).select(".origin")


def test_a_story_of_one_version_has_no_button(reader_client: Client) -> None:
    assert not soup(reader_client.get(f"/stories/{make_story().pk}/")).select("[data-key=w]")


def late_words(story: Story) -> list[tuple[str, int]]:
    """Return the words of the last version's body that came into their paragraphs later, and with which version."""
    versions = list(story.versions.in_order())
    found = origins_of(versions, versions[-1])
    body = versions[-1].body.paragraphs
    return [
        (body[number][words.start : words.end], words.number)
        for (role, number), origin in sorted(found.items())
        if role == Role.BODY
        for words in origin.words
    ]


def test_every_word_says_which_version_brought_it() -> None:
    story = story_of(
        [LEAD, FERRIES],
        [LEAD.replace("Friday", "Sunday at noon"), FERRIES],
        [f"{LEAD.replace('Friday', 'Sunday at noon')} {COST}", FERRIES, CRANES],
    )
    assert late_words(story) == [("Sunday at noon", 2), (COST, 3)]


def test_words_of_a_passage_stand_in_the_text_with_a_way_to_their_change(reader_client: Client) -> None:
    story = story_of([LEAD, FERRIES], [LEAD.replace("Friday", "Sunday"), FERRIES])
    first, second = story.versions.in_order()
    page = soup(reader_client.get(f"/stories/{story.pk}/?origins=1"))
    (words,) = page.select("#body a.brought")
    assert (words.get_text(), words["data-number"]) == ("Sunday", "2")
    assert words["href"] == f"/compare/{first.pk}/{second.pk}/"
    assert page.select_one("#body p").get_text() == LEAD.replace("Friday", "Sunday")
    assert not soup(reader_client.get(f"/stories/{story.pk}/")).select(".brought")


def test_a_note_and_a_late_word_may_overlap(editor: User, editor_client: Client) -> None:
    story = story_of([LEAD], [LEAD.replace("until Friday", "until late on Sunday")])
    version = story.versions.in_order().last()
    assert version
    make_note(version=version, author=editor, exact="closed until late")
    page = soup(editor_client.get(f"/stories/{story.pk}/?origins=1"))
    assert "".join(mark.get_text() for mark in page.select("#body mark")) == "closed until late"
    assert [words.get_text() for words in page.select("#body mark a.brought")] == ["late"]


def test_a_caption_says_when_it_came_in(reader_client: Client) -> None:
    story = make_story(versions=0)
    make_version(story=story, paragraphs=[LEAD])
    make_version(story=story, paragraphs=[LEAD, FERRIES], captions=[{"text": "The pier.", "credit": "Tarr"}])
    page = soup(reader_client.get(f"/stories/{story.pk}/?origins=1"))
    assert page.select_one(".caption + .origin").get_text(strip=True) == "new in version 2"


def test_long_versions_are_followed_only_as_far_as_one_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.reads.origins.MOST_WORDS", 1)
    story = story_of([LEAD], [LEAD, FERRIES], [LEAD, FERRIES, CRANES])
    assert [brought for brought, _, _ in said(story)] == [*["since version 2 or earlier"] * 2, "new in version 3"]
