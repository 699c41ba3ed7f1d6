"""The review screen: the queue, who may answer, what an answer does, and its flat number of queries."""

import json

import pytest

from articles.models import PairDoubt, Version
from tests.factories import PARAGRAPHS, make_doubt, make_link, make_story
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubt() -> PairDoubt:
    first = make_story(headline="Harbour stays closed").latest
    second = make_story(
        headline="Harbour shut until Friday", paragraphs=(*PARAGRAPHS[:1], "Nothing else is shared.")
    ).latest
    return make_doubt(first=first, second=second, reasons=["same people (5 of 7)", "same week"], value=1)


def story_of(version: Version) -> int:
    return Version.objects.get(pk=version.pk).story_id


def test_review_is_read_by_all_who_may_read(doubt, clients):
    codes = {name: client.get("/review/").status_code for name, client in clients.items()}
    assert codes == {"anonymous": 302, "reader": 200, "editor": 200, "manager": 200}


@pytest.mark.parametrize("answer", ["same", "different", "skip"])
def test_answers_are_the_editors(doubt, clients, answer):
    codes = outcomes(f"/review/{doubt.pk}/", clients, answer=answer)
    assert codes == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}


def test_review_shows_both_texts_and_the_reasons_in_words(doubt, reader_client):
    response = reader_client.get("/review/")
    assert texts(response, ".half h2") == ["Harbour stays closed", "Harbour shut until Friday"]
    assert texts(response, ".reason") == ["same people (5 of 7)", "same week"]
    assert texts(response, ".half mark.shared")[:2] == [PARAGRAPHS[0], PARAGRAPHS[0]]
    assert "1 sentence shared" in texts(response, ".verdict .chip")


def test_reader_sees_no_buttons_and_is_told_why(doubt, reader_client):
    response = reader_client.get("/review/")
    assert not soup(response).select("#review button")
    assert "editor" in soup(response).select_one("#review").get_text()


@pytest.mark.parametrize(("answer", "state"), [("same", "same"), ("different", "different"), ("skip", "skipped")])
def test_answer_is_kept_with_who_gave_it(doubt, editor_client, editor, answer, state):
    editor_client.post(f"/review/{doubt.pk}/", {"answer": answer})
    doubt.refresh_from_db()
    assert (doubt.answer, doubt.answered_by) == (state, editor)


def test_same_makes_one_story_and_undo_two_again(doubt, editor_client):
    editor_client.post(f"/review/{doubt.pk}/", {"answer": "same"})
    assert story_of(doubt.first) == story_of(doubt.second)
    undo = soup(editor_client.get("/review/")).select_one("#undo form")
    editor_client.post(undo["action"], {"decision": undo.select_one("[name=decision]")["value"], "next": "/review/"})
    assert story_of(doubt.first) != story_of(doubt.second)
    assert PairDoubt.objects.get().answer == PairDoubt.Answer.OPEN


def test_htmx_gets_the_next_pair_the_undo_bar_and_the_new_count(doubt, editor_client):
    third = make_story(headline="Third").latest
    make_doubt(first=doubt.first, second=third, value=0.1)
    response = editor_client.post(f"/review/{doubt.pk}/", {"answer": "skip"}, **HTMX)
    assert texts(response, ".half h2") == ["Harbour stays closed", "Third"]
    assert soup(response).select_one("#undo button[data-key=z]")
    assert texts(response, "header.mast nav b") == ["1"]
    assert not soup(response).select("main")


def test_htmx_is_told_to_draw_the_count_anew_after_an_undo(doubt, editor_client):
    editor_client.post(f"/review/{doubt.pk}/", {"answer": "skip"})
    undo = soup(editor_client.get("/review/")).select_one("#undo form")
    posted = {"decision": undo.select_one("[name=decision]")["value"], "next": "/review/"}
    there = json.loads(editor_client.post(undo["action"], posted, **HTMX)["HX-Location"])
    assert (there["target"], there["selectOOB"]) == ("#main", "#masthead")


def test_second_answer_is_refused_and_says_who_was_first(doubt, editor_client, manager_client):
    manager_client.post(f"/review/{doubt.pk}/", {"answer": "different"})
    response = editor_client.post(f"/review/{doubt.pk}/", {"answer": "same"}, **HTMX)
    assert response.status_code == 409
    assert "mona has answered" in texts(response, "#undo .undobar span")[0]


@pytest.mark.parametrize(("number", "answer"), [(999, "same"), (10**30, "same"), (None, "perhaps"), (None, "")])
def test_answer_that_is_none_or_to_no_pair_is_404(doubt, editor_client, number, answer):
    assert editor_client.post(f"/review/{number or doubt.pk}/", {"answer": answer}).status_code == 404


def test_queue_is_most_valuable_first_and_any_pair_can_be_asked_for(doubt, reader_client):
    worth_less = make_doubt(first=doubt.first, second=make_story(headline="Third").latest, value=0.1)
    first = reader_client.get("/review/")
    assert texts(first, ".half h2")[1] == "Harbour shut until Friday"
    link = soup(first).select_one(".waiting a")["href"]
    assert link == f"/review/?pair={worth_less.pk}"
    assert texts(reader_client.get(link), ".half h2")[1] == "Third"


def test_empty_queue_says_what_would_come(reader_client):
    assert texts(reader_client.get("/review/"), ".empty h2") == ["Nothing to review"]


def test_review_takes_the_same_number_of_queries_for_any_queue(doubt, reader_client, django_assert_max_num_queries):
    for number in range(12):
        make_doubt(first=doubt.first, second=make_story(headline=f"Story {number}").latest, value=0.1)
    # session, user, two of permissions, the masthead's count, six of the screen
    with django_assert_max_num_queries(11):
        reader_client.get("/review/")


def many_doubts(number: int) -> list[PairDoubt]:
    """Put pairs into the queue, the first the most valuable."""
    versions = [make_story(headline=f"Story {n}", paragraphs=[f"Text {n}."]).latest for n in range(number + 1)]
    return [
        make_doubt(first=versions[n], second=versions[n + 1], value=1 - n / number, reasons=["same week"])
        for n in range(number)
    ]


def test_progress_counts_what_was_decided_today(editor_client):
    first, *_ = many_doubts(3)
    assert texts(editor_client.get("/review/"), ".lead b") == ["1 of 3"]
    response = editor_client.post(f"/review/{first.pk}/", {"answer": "skip"}, **HTMX)
    assert texts(response, ".lead b") == ["2 of 3"]


def test_what_was_skipped_is_not_counted_as_decided(editor_client):
    first, second, third = many_doubts(3)
    editor_client.post(f"/review/{first.pk}/", {"answer": "skip"})
    editor_client.post(f"/review/{second.pk}/", {"answer": "skip"})
    editor_client.post(f"/review/{third.pk}/", {"answer": "different"})
    assert "1 decided today." in texts(editor_client.get("/review/"), ".empty p")
    PairDoubt.objects.filter(pk=third.pk).update(answer="skipped")
    assert "decided today" not in " ".join(texts(editor_client.get("/review/"), ".empty p"))


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_undo_leads_back_to_the_pair(editor_client, htmx):
    *_, third = many_doubts(3)
    response = editor_client.post(f"/review/{third.pk}/", {"answer": "different"}, follow=not htmx, **htmx)
    form = soup(response).select_one("#undo form")
    given = {field["name"]: field["value"] for field in form.select("input")}
    assert given["next"] == f"/review/?pair={third.pk}"
    page = editor_client.post("/undo/", given, follow=True)
    assert soup(page).select_one("form.verdict")["action"] == f"/review/{third.pk}/"


def test_skipped_pairs_can_be_looked_at_again(editor_client):
    (only,) = many_doubts(1)
    editor_client.post(f"/review/{only.pk}/", {"answer": "skip"})
    page = editor_client.get("/review/")
    assert texts(page, ".empty a")[0] == "Look at 1 skipped pair"
    again = editor_client.get("/review/?skipped")
    assert soup(again).select_one("form.verdict")["action"] == f"/review/{only.pk}/"
    editor_client.post(f"/review/{only.pk}/", {"answer": "same"})
    assert PairDoubt.objects.get().answer == "same"


def test_skipped_pairs_are_led_to_while_others_are_open(editor_client):
    first, second, third = many_doubts(3)
    for one in (first, second):
        editor_client.post(f"/review/{one.pk}/", {"answer": "skip"})
    page = editor_client.get("/review/")
    assert texts(page, ".lead b") == ["3 of 3"]
    link = soup(page).select_one(".lead a")
    assert link.get_text() == "2 skipped"
    again = editor_client.get(link["href"])
    assert texts(again, ".lead b") == ["2 skipped"]
    assert soup(again).select_one("form.verdict")["action"] == f"/review/{first.pk}/"
    assert len(soup(again).select(".waiting a")) == 1
    assert (
        soup(editor_client.get(soup(again).select_one(".lead a")["href"])).select_one("form.verdict")["action"]
        == f"/review/{third.pk}/"
    )


@pytest.mark.parametrize("htmx", [{}, HTMX])
def test_one_goes_on_among_the_skipped_and_what_is_skipped_again_comes_last(editor_client, htmx):
    pairs = many_doubts(3)
    for one in pairs:
        editor_client.post(f"/review/{one.pk}/", {"answer": "skip"})
    asked = []
    for _ in range(4):
        form = soup(editor_client.get("/review/?skipped=1")).select_one("form.verdict")
        asked.append(int(form["action"].split("/")[-2]))
        given = {"answer": "skip", "skipped": form.select_one("[name=skipped]")["value"]}
        response = editor_client.post(form["action"], given, follow=not htmx, **htmx)
        assert texts(response, ".lead b") == ["3 skipped"]
    assert asked == [one.pk for one in (*pairs, pairs[0])]
    undo = soup(response).select_one("#undo form [name=next]")["value"]
    assert soup(editor_client.get(undo)).select_one("form.verdict")["action"] == f"/review/{pairs[0].pk}/"


def test_paragraphs_that_are_shared_stand_side_by_side(reader_client):
    shared = "Three ferries were sent to the northern pier on Friday morning."
    first = make_story(paragraphs=["The port is shut.", "Nobody may sail.", shared]).latest
    second = make_story(headline="Other", paragraphs=[shared, "More ferries may follow, the port says."]).latest
    make_doubt(first=first, second=second)
    rows = [
        [" ".join(half.get_text().split()) for half in row.select(".half")]
        for row in soup(reader_client.get("/review/")).select(".pair.text")
    ]
    assert [shared, shared] in rows


def test_shared_passages_of_two_stories_are_marked(reader_client):
    shared = "Three ferries were sent to the northern pier on Friday morning."
    first = make_story(paragraphs=["The port is shut.", shared])
    second = make_story(headline="Other", paragraphs=[shared, "More ferries may follow, the port says."])
    make_link(first=first, second=second, kind="shares_text", why=["50% of the shorter text stands in the longer"])
    link = soup(reader_client.get(f"/stories/{first.pk}/")).select_one(".related .railmore")
    assert link.get_text() == "shared passages"
    response = reader_client.get(link["href"])
    assert texts(response, "mark.shared") == [shared, shared]
    assert not soup(response).select("form.verdict")


def test_stories_on_one_event_that_share_no_text_are_led_to_their_comparison(reader_client):
    first = make_story(paragraphs=["The port is shut."])
    second = make_story(headline="Other", paragraphs=["More ferries may follow."])
    make_link(first=first, second=second, kind="related", why=["same people"])
    link = soup(reader_client.get(f"/stories/{first.pk}/")).select_one(".related .railmore")
    assert (link.get_text(), link["href"]) == ("side by side", f"/compare/{first.latest_id}/{second.latest_id}/")
    assert reader_client.get(link["href"]).status_code == 200


def test_of_a_shared_sentence_the_words_that_differ_are_not_marked(reader_client):
    kept = "Traders will be moved to the old depot, the council said on Tuesday."
    first = make_story(paragraphs=[f"The work will cost 4.2 million crowns, of which the state pays half. {kept}"])
    second = make_story(
        headline="Other", paragraphs=[f"The work will cost 4.6 million crowns, of which the state pays half. {kept}"]
    )
    response = reader_client.get(f"/shared/{first.latest_id}/{second.latest_id}/")
    marked = ["The work will cost", f"million crowns, of which the state pays half. {kept}"]
    assert texts(response, ".half mark.shared") == [*marked, *marked]
    assert "4.2" in texts(response, ".half p")[0]


@pytest.mark.parametrize("path", ["/shared/1/1/", "/shared/1/2/", "/shared/1/99999999999999999999/"])
def test_texts_that_are_not_there_are_not_shown(reader_client, path):
    assert reader_client.get(path).status_code == 404
