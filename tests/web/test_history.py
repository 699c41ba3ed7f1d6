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


def test_passage_says_who_moved_it():
    story = make_story(versions=0)
    for body in ([LEAD, FERRIES, CRANES], [CRANES, LEAD, FERRIES]):
        make_version(story=story, paragraphs=body)
    assert "since 1, moved in 2" in {row.fate for row in history_page(story.pk).rows}


def test_passage_that_was_merged_says_so_and_what_it_was_before():
    joined = f"{FERRIES[:-1]} and were met there by four tugs from the yard."
    story = make_story(versions=0)
    for body in (
        [f"{FERRIES} The ferries were met there by four tugs from the yard."],
        [f"{FERRIES} The ferries were met there by six tugs from the yard."],
        [joined.replace("four", "six")],
        [joined.replace("four", "seven")],
    ):
        make_version(story=story, paragraphs=body)
    fates = {row.text: row.fate for row in history_page(story.pk).rows}
    apart = "The ferries were met there by six tugs from the yard."
    assert fates[apart] == "since 1, edited in 2, merged with another in 3"
    assert fates[joined.replace("four", "seven")].endswith("edited in 3 4")


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
    with django_assert_max_num_queries(
        8
    ):  # session, user, two of permissions, the masthead's count, three of the screen
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


def test_deeds_lead_to_the_comparisons_that_did_them(story, reader_client):
    first, second, third = (version.pk for version in story.versions.in_order())
    page = soup(reader_client.get(f"/stories/{story.pk}/history/"))
    (row,) = [row for row in page.select("[data-passage]") if FERRIES in row.get_text()]
    assert row.select_one(".fate").get_text() == "since 1, back in 3"
    assert [link["href"] for link in row.select(".fate a")] == [f"/compare/{second}/{third}/"]
    (lead,) = [row for row in page.select("[data-passage]") if "will stay closed until" in row.get_text()]
    assert lead.select_one(".fate").get_text() == "since 1, edited in 3"
    assert first not in {second, third}


def test_dropped_passage_leads_to_the_version_that_dropped_it(reader_client):
    story = make_story(versions=0)
    old, new = (make_version(story=story, paragraphs=body) for body in ([LEAD, FERRIES], [LEAD]))
    page = soup(reader_client.get(f"/stories/{story.pk}/history/"))
    (row,) = page.select(".gone")
    assert row.select_one(".fate").get_text() == "since 1, dropped by 2"
    assert row.select_one(".fate a")["href"] == f"/compare/{old.pk}/{new.pk}/"


def test_bars_say_in_words_what_their_layers_show(story, reader_client):
    page = soup(reader_client.get(f"/stories/{story.pk}/history/"))
    last = page.select(".timeline a")[-1]
    assert last["aria-label"].startswith("Version 3, 3 Mar 2026, 10:00, The Bay Courier: ")
    assert last["aria-label"].endswith(" words changed, 1 edited, 2 added")
    assert [line["class"][1] for line in last.select(".stem")] == ["edited", "added"]


def test_many_versions_have_the_words_above_their_cells(reader_client):
    story = make_story(versions=20)
    page = soup(reader_client.get(f"/stories/{story.pk}/history/"))
    rows = page.select(".matrix.dense tbody")
    assert rows
    for row in rows:
        assert row.select_one("th.passage")["colspan"] == "20"
        assert sum(int(cell.get("colspan", 1)) for cell in row.select("tr.cells td")) == 20
    assert not page.select_one("details.versionlist").has_attr("open")


def test_times_in_several_zones_stand_by_the_clock_where_zones_speak_against_the_order():
    story = make_story(versions=0)
    for stamp in ("2026-03-01T14:12", "2026-03-01T14:30+01:00", "2026-03-02"):
        make_version(story=story, paragraphs=[LEAD, stamp], published=stamp)
    page = history_page(story.pk)
    assert page.ticks
    assert page.versions[1].x < 100


def test_long_texts_are_compared_only_as_far_as_one_waits(monkeypatch, reader_client):
    monkeypatch.setattr("articles.reads.history.MOST_WORDS", 60)
    story = make_story(versions=5)
    page = history_page(story.pk)
    assert 2 <= len(page.versions) < 5
    assert page.left_out == 5 - len(page.versions)
    monkeypatch.setattr("articles.reads.history.MOST_WORDS", 1)
    assert len(history_page(story.pk).versions) == 2


def test_passages_beyond_the_bound_are_shown_on_request(monkeypatch, reader_client):
    monkeypatch.setattr("articles.reads.history.MOST_ROWS", 2)
    story = make_story(versions=4)
    page = soup(reader_client.get(f"/stories/{story.pk}/history/?all=1"))
    assert len(page.select("[data-passage]")) == 2
    (more,) = page.select("a[href*='rows=all']")
    everything = soup(reader_client.get(f"/stories/{story.pk}/history/{more['href'].split('#')[0]}"))
    assert len(everything.select("[data-passage]")) > 2
