"""The compare screen: who may see it, its views, filters, pickers, exports, and its flat number of queries."""

import json
from dataclasses import replace

import pytest

from articles.models import Story, Version, VersionBody
from articles.reads import compare as reads
from articles.reads import compare_pair
from articles.text.compare import compare
from tests.factories import make_capture, make_source, make_story, make_version
from tests.pages import soup, texts

pytestmark = pytest.mark.django_db

OLD = (
    "The harbour of Vessel Bay will stay closed until Friday, the port master said.",
    "“We cannot let a single ship into the inner basin,” said Ada Brandt.",
    "Three ferries were sent to the northern pier.",
    "Forecasters expect the wind to drop before the weekend.",
)
NEW = (
    "The harbour of Vessel Bay will stay closed until Sunday, the port master said.",
    "“We will not let one more vessel into the inner basin,” said Ada Brandt.",
    "The two cranes that fell into the water <b>on Monday</b> are being lifted.",
    "Forecasters expect the wind to drop before the weekend.",
)


@pytest.fixture
def pair() -> tuple[Version, Version]:
    story = make_story(headline="Harbour stays closed", versions=0)
    source = make_source()
    old = make_version(story=story, paragraphs=OLD, published="2026-03-01T10:00", source=source)
    new = make_version(story=story, paragraphs=NEW, published="2026-03-01T10:00", source=source)
    make_capture(version=old)
    return old, new


def address(pair: tuple[Version, Version], tail: str = "") -> str:
    return f"/compare/{pair[0].pk}/{pair[1].pk}/{tail}"


@pytest.mark.parametrize("tail", ["", "?view=inline", "?view=changes", "text/", "json/", "html/"])
def test_comparison_is_for_those_who_may_read(pair, clients, tail):
    codes = {name: client.get(address(pair, tail)).status_code for name, client in clients.items()}
    assert codes == {"anonymous": 302, "reader": 200, "editor": 200, "manager": 200}


def test_comparison_refuses_to_be_posted_to(pair, editor_client):
    assert editor_client.post(address(pair)).status_code == 405


@pytest.mark.parametrize("number", [0, 10**8, 2**63, 10**30])
def test_comparison_with_a_version_that_is_not_there_is_404(pair, reader_client, number):
    assert reader_client.get(f"/compare/{pair[0].pk}/{number}/").status_code == 404


def test_side_by_side_marks_words_with_real_elements_that_say_what_they_are(pair, reader_client):
    page = soup(reader_client.get(address(pair)))
    gone = page.select_one("#change-1 .old del")
    come = page.select_one("#change-1 .new ins")
    assert "Friday" in gone.get_text()
    assert "Sunday" in come.get_text()
    assert gone.select_one(".unseen").get_text().startswith("[removed")


@pytest.mark.parametrize("number", ["", "x", "9" * 20, "9" * 5000])
def test_comparing_what_is_no_version_is_a_404(reader_client, number):
    assert reader_client.get("/compare/", {"old": number, "new": "1"}).status_code == 404


def test_article_text_is_never_markup(pair, reader_client):
    for view in ("side", "inline", "changes"):
        page = soup(reader_client.get(address(pair, f"?view={view}")))
        assert not page.select(".cmptext b:-soup-contains('on Monday')")
        assert "<b>on Monday</b>" in page.select_one(".cmptext").get_text()


def test_inline_is_the_view_of_a_phone_unless_another_is_chosen(pair, reader_client):
    phone = {"HTTP_SEC_CH_UA_MOBILE": "?1"}
    assert soup(reader_client.get(address(pair), **phone)).select(".pairs.inline")
    assert not soup(reader_client.get(address(pair, "?view=side"), **phone)).select(".pairs.inline")
    assert not soup(reader_client.get(address(pair))).select(".pairs.inline")


@pytest.mark.parametrize("view", ["side", "inline", "changes"])
def test_change_has_the_same_address_in_every_view(pair, reader_client, view):
    page = soup(reader_client.get(address(pair, f"?view={view}")))
    assert [change["id"] for change in page.select("[data-change]")] == [
        "change-1",
        "change-2",
        "change-3",
        "change-4",
    ]
    assert "Friday" in page.select_one("#change-1").get_text()
    assert "cranes" in page.select_one("#change-4").get_text()


def test_list_and_map_lead_to_every_change(pair, reader_client):
    page = soup(reader_client.get(address(pair)))
    ids = {f"#{change['id']}" for change in page.select("[data-change]")}
    assert {link["href"] for link in page.select(".changes ol a")} == ids
    assert {link["href"] for link in page.select("svg.strip a")} == ids


def test_chip_filters_by_a_link_and_a_second_click_shows_all(pair, reader_client):
    page = soup(reader_client.get(address(pair, "?view=side")))
    chip = page.select_one(".verdict a.chip.added")
    assert chip["href"] == "?view=side&only=added"
    alone = soup(reader_client.get(address(pair, chip["href"])))
    assert [change["id"] for change in alone.select("[data-change]")] == ["change-4"]
    assert alone.select_one(".verdict a.chip[aria-current]")["href"] == "?view=side"


def test_reworded_quote_is_said_to_be_one_and_whose(pair, reader_client):
    assert any("says Ada Brandt" in said for said in texts(reader_client.get(address(pair)), ".says"))


def test_typographic_differences_are_counted_and_hidden(reader_client):
    story = make_story(versions=0)
    old = make_version(story=story, paragraphs=['"Stay out," he said.', OLD[0]])
    new = make_version(story=story, paragraphs=["“Stay out,” he said.", OLD[0]])
    hidden = reader_client.get(address((old, new)))
    assert [chip.split(" ", 1)[1] for chip in texts(hidden, ".verdict .chip")] == ["typographic, hidden"]
    assert not soup(hidden).select(".pairs ins, .pairs del")
    assert soup(reader_client.get(address((old, new), "?typographic=1"))).select(".pairs ins.dimmed")


def test_same_version_twice_reads_the_same(pair, reader_client):
    said = texts(reader_client.get(address((pair[0], pair[0]))), ".cmptext .empty")
    assert said == ["Both versions read the same, to the character."]


def test_coarse_comparison_says_so(pair, reader_client, monkeypatch):
    monkeypatch.setattr(compare_pair, "compare", lambda old, new: replace(compare(old, new), coarse=True))
    assert texts(reader_client.get(address(pair)), ".coarse b") == ["Coarser than usual."]


def test_pickers_lead_to_the_address_of_the_pair(pair, reader_client):
    response = reader_client.get("/compare/", {"old": pair[1].pk, "new": pair[0].pk})
    assert response.headers["Location"] == address((pair[1], pair[0]))
    assert reader_client.get("/compare/", {"old": "x", "new": ""}).status_code == 404


def test_swap_keeps_the_view(pair, reader_client):
    page = soup(reader_client.get(address(pair, "?view=changes")))
    assert page.select_one("a.swap")["href"] == address((pair[1], pair[0]), "?view=changes")


def test_version_of_another_story_is_found_by_words(pair, reader_client):
    other = make_story(headline="Mushroom fair opens", paragraphs=("The judges taste last.",))
    page = soup(reader_client.get(address(pair, "?find=mushroom")))
    assert f"/compare/{pair[0].pk}/{other.latest_id}/" in [link["href"] for link in page.select(".foundlist a")]
    assert reader_client.get(f"/compare/{pair[0].pk}/{other.latest_id}/").status_code == 200


def test_text_export_marks_words_as_wdiff_does(pair, reader_client):
    response = reader_client.get(address(pair, "text/"))
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "[-Friday-]" in response.content.decode()
    assert "{+Sunday+}" in response.content.decode()


def test_json_export_holds_the_whole_comparison(pair, reader_client):
    told = json.loads(reader_client.get(address(pair, "json/")).content)
    assert [told["old"]["version"], told["new"]["version"]] == [version.pk for version in pair]
    assert {index for link in told["links"] for index in link["new"]} == set(range(len(told["new"]["sentences"])))
    assert told["summary"]["added"] == 1


def test_html_export_is_one_file_that_needs_no_other(pair, reader_client):
    response = reader_client.get(address(pair, "html/"))
    assert response.headers["Content-Disposition"].startswith("attachment;")
    page = soup(response)
    assert page.select("ins")
    assert not page.select("link, script, img")
    assert reader_client.get(address(pair, "pdf/")).status_code == 404


def test_passage_that_stood_in_an_earlier_version_is_called_restored(reader_client):
    story = make_story(versions=0)
    _, middle, last = (make_version(story=story, paragraphs=body) for body in (OLD, OLD[:2], OLD[:3]))
    page = soup(reader_client.get(address((middle, last))))
    assert page.select_one("#change-1")["aria-label"] == "Change 1: Restored"
    assert page.select_one("#change-1 .new").get_text(strip=True).find("Three ferries") >= 0


def test_comparison_takes_the_same_number_of_queries_for_any_story(reader_client, django_assert_num_queries):
    small = make_story(versions=2)
    large = make_story(headline="Another", versions=12)
    first, last = (list(Story.objects.get(pk=story.pk).versions.in_order()) for story in (small, large))
    reads.compare_page(first[0].pk, first[1].pk)
    with django_assert_num_queries(2):
        reads.compare_page(first[0].pk, first[1].pk)
    with django_assert_num_queries(2):
        reads.compare_page(last[0].pk, last[11].pk)
    with django_assert_num_queries(3):
        reads.compare_page(last[9].pk, last[11].pk)
    with django_assert_num_queries(4):
        reads.compare_page(last[0].pk, last[11].pk, words="harbour")


def test_labels_do_not_decide_which_way_a_text_runs(reader_client):
    story = make_story(versions=0, headline="إغلاق الميناء")
    old = make_version(story=story, paragraphs=["أعلنت الوزارة إغلاق الميناء."])
    new = make_version(story=story, paragraphs=["أعلنت الوزارة إغلاق الميناء.", "ولم يصب أحد بأذى."])
    for view in ("side", "inline", "changes"):
        page = soup(reader_client.get(address((old, new), f"?view={view}")))
        labels = page.select("[dir=auto] :is(.role, .unseen, .tag, .says)")
        assert labels
        assert all(label.get("dir") == "ltr" for label in labels)


def test_reworded_quote_is_shown_as_a_quote_with_who_says_it(pair, reader_client):
    (quoted,) = soup(reader_client.get(address(pair, "?view=changes"))).select("#change-2 .quoted")
    told = dict(
        zip(*([part.get_text(strip=True) for part in quoted.select(name)] for name in ("dt", "dd")), strict=True)
    )
    assert told == {
        "was": "“We cannot let a single ship into the inner basin,”",
        "now": "“We will not let one more vessel into the inner basin,”",
        "says": "Ada Brandt",
    }


def test_comparison_across_stories_names_both(pair, reader_client):
    other = make_story(headline="Mushroom fair opens", paragraphs=("The judges taste last.",))
    page = soup(reader_client.get(f"/compare/{pair[0].pk}/{other.latest_id}/"))
    assert page.select_one("h1").get_text() == "Mushroom fair opens"
    (link,) = page.select(".with a")
    assert (link.get_text(), link["href"]) == ("Harbour stays closed", f"/stories/{pair[0].story_id}/")


def test_texts_that_read_the_same_say_so_where_only_details_changed(reader_client):
    story = make_story(versions=0)
    old = make_version(story=story, paragraphs=OLD, byline="Ada Brandt")
    new = make_version(story=story, paragraphs=[*OLD, "x"], byline="Ole Lund")
    VersionBody.objects.filter(version=new).update(paragraphs=list(OLD))
    said = texts(reader_client.get(address((old, new))), ".cmptext .note")
    assert said == ["The text reads the same. Only what stands around it changed."]


def test_version_without_a_text_is_named(reader_client):
    story = make_story(versions=0)
    old, new = make_version(story=story, paragraphs=[]), make_version(story=story, paragraphs=OLD)
    assert texts(reader_client.get(address((old, new))), ".note") == ["The old version has no text."]
    assert texts(reader_client.get(address((new, old))), ".note") == ["The new version has no text."]
    assert "Neither version" in texts(reader_client.get(address((old, old))), ".note")[0]


def test_fold_says_what_it_shows_hides_and_leaves_out_of_print(reader_client):
    story = make_story(versions=0)
    same = [f"Paragraph {number} about the harbour stays as it was." for number in range(8)]
    old, new = (make_version(story=story, paragraphs=[*same, last]) for last in (OLD[0], NEW[0]))
    (summary,) = soup(reader_client.get(address((old, new)))).select(".fold > summary")
    said = [part.get_text() for part in summary.select("span")]
    assert said == ["Show 8 paragraphs", "Hide 8 paragraphs", "8 paragraphs, not printed"]


def test_text_export_gives_a_reworded_quote_whole_and_who_says_it(pair, reader_client):
    lines = reader_client.get(address(pair, "text/")).content.decode().splitlines()
    assert "1 quote reworded" in lines[2]
    at = next(number for number, line in enumerate(lines) if line.startswith("2. Quote reworded"))
    assert lines[at + 2 : at + 5] == [
        "   was: “We cannot let a single ship into the inner basin,”",
        "   now: “We will not let one more vessel into the inner basin,”",
        "   says: Ada Brandt",
    ]


def test_exports_say_where_the_comparison_is_coarser_and_where_it_stands(pair, reader_client, monkeypatch):
    monkeypatch.setattr(compare_pair, "compare", lambda old, new: replace(compare(old, new), coarse=True))
    assert "Coarser than usual" in reader_client.get(address(pair, "text/")).content.decode()
    said = texts(reader_client.get(address(pair, "html/")), ".facts")
    assert any(line.startswith("Coarser than usual") for line in said)
    assert f"http://testserver{address(pair)}" in said
    assert json.loads(reader_client.get(address(pair, "json/")).content)["coarse"] is True


def test_comparison_with_the_latest_version_counts_as_having_read_the_story(pair, reader_client):
    form = soup(reader_client.get(address(pair))).select_one("form.readmark")
    given = {field["name"]: field["value"] for field in form.select("input")}
    assert form["hx-trigger"] == "load"
    assert (form["action"], given["latest"], given["versions"]) == (
        f"/stories/{pair[1].story_id}/read/",
        str(pair[1].pk),
        "2",
    )


def test_comparison_with_an_earlier_version_or_another_story_does_not(pair, reader_client):
    other = make_story().latest
    for path in (address(pair[::-1]), address((pair[0], other)), address((other, pair[1]))):
        assert not soup(reader_client.get(path)).select("form.readmark")
