"""The history screen: who brought each passage, at 1, 2 and 60 versions, in a flat number of queries."""

import pytest

from articles.reads.history import MOST_VERSIONS, history_page
from tests.factories import make_source, make_story, make_version
from tests.pages import soup, texts

pytestmark = pytest.mark.django_db

LEAD = "The harbour of Vessel Bay will stay closed until Friday, the port master said."
FERRIES = "Three ferries were sent to the northern pier."
CRANES = "The two cranes that fell into the water on Monday are being lifted."


@pytest.fixture
def story():
    story = make_story(headline="Harbour stays closed", versions=0)
    source = make_source()
    for number, body in enumerate(([LEAD, FERRIES], [LEAD], [LEAD.replace("Friday", "Sunday"), CRANES, FERRIES])):
        make_version(story=story, paragraphs=body, published=f"2026-03-0{number + 1}T10:00", source=source)
    return story


def test_history_is_read_by_all_who_may_read(story, clients):
    codes = {name: client.get(f"/stories/{story.pk}/history/").status_code for name, client in clients.items()}
    assert codes == {"anonymous": 302, "reader": 200, "editor": 200, "manager": 200}


def test_passage_says_who_brought_dropped_and_restored_it(story):
    fates = {row.text: row.fate for row in history_page(story.pk).rows}
    assert fates[FERRIES] == "since 1, back in 3"
    assert fates[CRANES] == "since 3"


def test_every_row_is_as_wide_as_there_are_versions(story):
    page = history_page(story.pk, everything=True)
    assert {sum(span.width for span in row.spans) for row in page.rows} == {3}


def test_changed_cell_leads_to_the_comparison_that_changed_it(story, reader_client):
    versions = list(story.versions.in_order())
    page = soup(reader_client.get(f"/stories/{story.pk}/history/"))
    links = {link["href"] for link in page.select(".matrix td.restored a")}
    assert links == {f"/compare/{versions[1].pk}/{versions[2].pk}/"}


def test_states_are_said_not_only_coloured(story, reader_client):
    said = texts(reader_client.get(f"/stories/{story.pk}/history/"), ".matrix td .unseen")
    assert "came back in version 3" in said
    assert "not there in version 2" in said


def test_one_version_says_that_there_is_no_history_yet(reader_client):
    response = reader_client.get(f"/stories/{make_story().pk}/history/")
    assert texts(response, ".empty h2") == ["One version so far"]


def test_bars_stand_along_time_and_never_on_each_other(reader_client):
    story = make_story(versions=0)
    for hour in (0, 1, 2, 500):
        make_version(
            story=story, paragraphs=[LEAD, f"Hour {hour}."], published=f"2026-03-{1 + hour // 24:02}T{hour % 24:02}:00"
        )
    places = [version.x for version in history_page(story.pk).versions]
    assert places == sorted(set(places))
    assert places[2] < 50
    assert places[3] == 1000


def test_versions_without_dates_stand_evenly():
    page = history_page(make_story(versions=3).pk)
    assert [version.x for version in page.versions] == [0, 500, 1000]


def test_passages_that_never_changed_are_folded_and_shown_on_request(reader_client):
    same = [f"Paragraph {number} about the harbour stays as it was." for number in range(5)]
    story = make_story(versions=0)
    for more in ([], [CRANES]):
        make_version(story=story, paragraphs=[*same, *more])
    assert same[0] not in {row.text for row in history_page(story.pk).rows}
    assert same[0] in {row.text for row in history_page(story.pk, everything=True).rows}
    assert "6 passages stood" in soup(reader_client.get(f"/stories/{story.pk}/history/")).get_text()


def test_history_of_sixty_versions_shows_them_all(reader_client, django_assert_max_num_queries):
    story = make_story(versions=60)
    with django_assert_max_num_queries(7):  # session, user, two of permissions, the masthead's count, two of the screen
        response = reader_client.get(f"/stories/{story.pk}/history/")
    page = soup(response)
    assert len(page.select(".matrix thead th.v")) == 60
    assert len(page.select(".timeline a")) == 59


def test_history_beyond_its_bound_says_what_it_leaves_out(monkeypatch, reader_client):
    monkeypatch.setattr("articles.reads.history.MOST_VERSIONS", 3)
    story = make_story(versions=5)
    assert MOST_VERSIONS >= 60
    response = reader_client.get(f"/stories/{story.pk}/history/")
    assert texts(response, ".versions tbody th") == ["3", "4", "5"]
    assert "2 earlier ones are not shown" in soup(response).get_text()


@pytest.mark.parametrize("number", [999, 2**63, 10**30])
def test_history_of_no_story_is_404(reader_client, number):
    assert reader_client.get(f"/stories/{number}/history/").status_code == 404
