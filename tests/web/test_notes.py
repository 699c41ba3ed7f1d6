"""Notes from the story screen: with and without JavaScript, by whom, and what comes back where they do not hold."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Annotation, Decision, Version
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db
PARAGRAPHS = ["The harbour is closed.", "Three ferries went north. Three ferries came back."]


@pytest.fixture
def version(db: None) -> Version:
    latest = factories.make_story(paragraphs=PARAGRAPHS).latest
    assert latest
    return latest


def new(version: Version) -> str:
    return f"/stories/{version.story_id}/versions/{version.pk}/notes/"


def test_a_selected_passage_becomes_a_note_beside_its_mark(editor_client: Client, version: Version) -> None:
    topic = factories.make_topic(label="Ports", synonyms=["harbours"])
    given = {"start": 4, "end": 11, "exact": "harbour", "text": "Which one?", "topics": "harbours"}
    response = editor_client.post(new(version), given, **HTMX)
    assert response.status_code == 200
    assert texts(response, "#body mark") == ["harbour"]
    assert texts(response, ".note .notetext") == ["Which one?"]
    assert Annotation.objects.get().topics.get() == topic


def test_a_passage_over_two_paragraphs_holds_its_line_break(editor_client: Client, version: Version) -> None:
    given = {"start": 15, "end": 28, "exact": "closed.\r\nThree", "text": "Both."}
    editor_client.post(new(version), given)
    assert Annotation.objects.get().exact == "closed.\nThree"


def test_what_was_not_selected_is_refused_with_the_words_kept(editor_client: Client, version: Version) -> None:
    given = {"start": 4, "end": 11, "exact": "quay", "text": "Keep me."}
    response = editor_client.post(new(version), given, **HTMX)
    assert response.status_code == 422
    assert soup(response).select_one("#note-text").get_text() == "Keep me."
    assert texts(response, "#note-form .wrong")
    assert not Annotation.objects.exists()


def test_an_unknown_topic_is_named(editor_client: Client, version: Version) -> None:
    given = {"start": 4, "end": 11, "exact": "harbour", "text": "x", "topics": "Zeppelins"}
    response = editor_client.post(new(version), given, **HTMX)
    assert response.status_code == 422
    assert "Zeppelins" in texts(response, "#note-form .wrong")[0]


def test_without_javascript_a_paragraph_is_chosen_or_a_passage_pasted(editor_client: Client, version: Version) -> None:
    page = editor_client.get(f"{new(version)}?paragraph=0")
    assert soup(page).select_one("#note-exact").get_text() == PARAGRAPHS[0]
    assert len(soup(page).select(".chooser")) == 2
    response = editor_client.post(new(version), {"exact": "ferries went", "text": "How many?"})
    assert response.status_code == 302
    note = Annotation.objects.get()
    assert (note.exact, note.start) == ("ferries went", 29)


@pytest.mark.parametrize(("exact", "said"), [("Three ferries", "stands 2 times"), ("zeppelin", "not in the text")])
def test_a_pasted_passage_must_stand_there_once(editor_client: Client, version: Version, exact: str, said: str) -> None:
    response = editor_client.post(new(version), {"exact": exact, "text": "x"})
    assert response.status_code == 422
    assert said in texts(response, ".wrong")[0]


def test_markup_in_a_note_is_shown_as_text(editor_client: Client, editor: User, version: Version) -> None:
    factories.make_note(version=version, author=editor, text="<script>alert(1)</script>")
    page = soup(editor_client.get(f"/stories/{version.story_id}/"))
    assert page.select_one(".notetext").get_text(strip=True) == "<script>alert(1)</script>"
    assert not page.select("main script")


def test_a_reply_stands_under_its_note(editor_client: Client, editor: User, version: Version) -> None:
    note = factories.make_note(version=version, author=editor)
    response = editor_client.post(f"/notes/{note.pk}/reply/", {"text": "The port master."}, **HTMX)
    assert texts(response, f"#note-{note.pk} .reply .notetext") == ["The port master."]


def test_an_empty_reply_comes_back_open(editor_client: Client, editor: User, version: Version) -> None:
    note = factories.make_note(version=version, author=editor)
    response = editor_client.post(f"/notes/{note.pk}/reply/", {"text": " "}, **HTMX)
    assert response.status_code == 422
    assert texts(response, "details[open] .wrong") == ["Write the note."]


def test_a_note_is_edited_resolved_opened_and_deleted(editor_client: Client, editor: User, version: Version) -> None:
    note = factories.make_note(version=version, author=editor)
    factories.make_topic(label="Ports")
    editor_client.post(f"/notes/{note.pk}/edit/", {"text": "Said otherwise.", "topics": "Ports"})
    response = editor_client.post(f"/notes/{note.pk}/resolve/", **HTMX)
    assert texts(response, ".resolved .notetext") == ["Said otherwise."]
    assert texts(response, "#body mark") == []
    response = editor_client.post(f"/notes/{note.pk}/reopen/", **HTMX)
    assert texts(response, "#body mark")
    response = editor_client.post(f"/notes/{note.pk}/delete/")
    assert response["Location"] == f"/stories/{version.story_id}/#note-{note.pk}"
    assert [decision.kind for decision in Decision.objects.order_by("pk")] == [
        "edit_note",
        "resolve_note",
        "reopen_note",
        "delete_note",
    ]


def test_a_deleted_note_comes_back_by_undo(editor_client: Client, editor: User, version: Version) -> None:
    note = factories.make_note(version=version, author=editor)
    editor_client.post(f"/notes/{note.pk}/delete/")
    assert not soup(editor_client.get(f"/stories/{version.story_id}/")).select("#body mark")
    editor_client.post("/undo/", {"decision": Decision.objects.get().pk})
    assert soup(editor_client.get(f"/stories/{version.story_id}/")).select("#body mark")


def test_only_who_wrote_a_note_may_change_it(manager_client: Client, editor: User, version: Version) -> None:
    note = factories.make_note(version=version, author=editor, text="Mine.")
    response = manager_client.post(f"/notes/{note.pk}/edit/", {"text": "Theirs."}, **HTMX)
    assert response.status_code == 422
    assert manager_client.post(f"/notes/{note.pk}/delete/", **HTMX).status_code == 409
    note.refresh_from_db()
    assert (note.text, note.deleted_at) == ("Mine.", None)


def test_states_on_another_version_are_said_in_words(reader_client: Client, editor: User) -> None:
    story = factories.make_story(versions=2)
    first, second = story.versions.in_order()
    for state, start, end in (("review", 4, 11), ("orphan", None, None)):
        note = factories.make_note(version=first, author=editor)
        factories.make_placement(note=note, version=second, state=state, start=start, end=end)
    response = reader_client.get(f"/stories/{story.pk}/")
    assert texts(response, ".note .state .chip") == ["may have moved", "not found in this version"]
    assert soup(response).select("#body mark.unsure")


@pytest.mark.parametrize("act", ["reply", "edit", "resolve", "reopen", "delete"])
def test_only_editors_act_on_notes(clients: dict[str, Client], editor: User, version: Version, act: str) -> None:
    note = factories.make_note(version=version, author=editor, state="resolved" if act == "reopen" else "open")
    found = outcomes(f"/notes/{note.pk}/{act}/", {name: clients[name] for name in ("anonymous", "reader")}, text="x")
    assert found == {"anonymous": 302, "reader": 403}
    assert not Decision.objects.exists()
    assert clients["editor"].post(f"/notes/{note.pk}/{act}/", {"text": "x"}).status_code == 302
    assert Decision.objects.count() == 1


def test_only_editors_write_notes(clients: dict[str, Client], version: Version) -> None:
    found = outcomes(new(version), clients, exact="harbour", text="x")
    assert found == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}
    assert Annotation.objects.count() == 2


def test_acts_on_no_note_are_not_found(editor_client: Client) -> None:
    assert editor_client.post("/notes/999/resolve/").status_code == 404
    assert editor_client.post("/notes/999/reply/", {"text": "x"}).status_code == 404


def test_a_reply_to_a_note_that_was_just_deleted_is_kept_and_says_who_deleted_it(
    editor_client: Client, manager: User, manager_client: Client, version: Version
) -> None:
    note = factories.make_note(version=version, author=manager)
    manager_client.post(f"/notes/{note.pk}/delete/")
    response = editor_client.post(f"/notes/{note.pk}/reply/", {"text": "The port master."}, **HTMX)
    assert response.status_code == 422
    note.refresh_from_db()
    said = texts(response, "#note-gone .wrong")[0]
    assert said == f"mona deleted this note at {timezone.localtime(note.deleted_at):%H:%M}."
    form = soup(response).select_one("#note-gone")
    assert form.select_one("textarea").get_text() == "The port master."
    given = {field["name"]: field.get("value") for field in form.select("input")} | {"text": "The port master."}
    editor_client.post(form["action"], given, **HTMX)
    assert (Annotation.objects.standing().get().text, Annotation.objects.standing().get().exact) == (
        "The port master.",
        note.exact,
    )


def test_a_reply_to_a_note_whose_writing_was_undone_is_kept_too(
    editor_client: Client, manager_client: Client, version: Version
) -> None:
    given = {"start": 4, "end": 11, "exact": "harbour", "text": "Which one?"}
    manager_client.post(new(version), given)
    manager_client.post("/undo/", {"next": "/"})
    note = Annotation.objects.get()
    response = editor_client.post(f"/notes/{note.pk}/reply/", {"text": "That one."})
    assert texts(response, "#note-gone .wrong")[0].startswith("mona deleted this note at ")


def test_two_windows_of_one_person_do_not_overwrite_each_other_s_words(
    editor_client: Client, editor: User, version: Version
) -> None:
    note = factories.make_note(version=version, author=editor)
    editor_client.post(f"/notes/{note.pk}/edit/", {"text": "From the first window.", "seen": 0})
    response = editor_client.post(f"/notes/{note.pk}/edit/", {"text": "From the second.", "seen": 0}, **HTMX)
    assert response.status_code == 422
    assert soup(response).select_one(f"#edit-{note.pk}").get_text() == "From the second."
    assert texts(response, "details[open] .wrong")[0].startswith("In another window you did this")
    note.refresh_from_db()
    assert note.text == "From the first window."


def test_a_note_not_found_here_leads_to_its_own_version(editor_client: Client, editor: User, version: Version) -> None:
    note = factories.make_note(version=version, author=editor)
    later = factories.make_version(story=version.story, paragraphs=["Another text."])
    factories.make_placement(note=note, version=later, state="orphan")
    response = editor_client.get(f"/stories/{version.story_id}/")
    assert texts(response, ".note .state") == ["not found in this version see it in version 1"]
    link = soup(response).select_one(".note .state a")
    assert link["href"] == f"/stories/{version.story_id}/versions/{version.pk}/#passage-{note.pk}"


def _in_doubt(editor_client):
    """Give a note that may have moved on a story's second version, and that version."""
    story = factories.make_story(versions=2)
    first, second = story.versions.in_order()
    note = factories.make_note(version=first, author=User.objects.get(username="edda"))
    factories.make_placement(note=note, version=second, state="review", start=0, end=11)
    return note, second


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"is": "here"}, "placed here by edda"),
        ({"is": "gone"}, "not in this version, says edda"),
        ({"exact": "Three ferries"}, "placed here by edda"),
    ],
)
def test_where_a_note_stands_is_settled_on_the_page(editor_client, given, said):
    note, version = _in_doubt(editor_client)
    page = editor_client.get(f"/stories/{note.story_id}/versions/{version.pk}/")
    assert len(soup(page).select(".noteplace form")) == 2
    response = editor_client.post(f"/notes/{note.pk}/place/", {"version": version.pk, **given}, **HTMX)
    assert said in texts(response, f"#note-{note.pk} .state")[0]
    undo = soup(response).select_one(".undobar [name=decision]")["value"]
    editor_client.post("/undo/", {"decision": undo})
    assert not texts(editor_client.get(f"/stories/{note.story_id}/versions/{version.pk}/"), ".note .chip bdi")


def test_a_passage_that_is_not_there_is_said(editor_client):
    note, version = _in_doubt(editor_client)
    given = {"version": version.pk, "exact": "Nowhere in it"}
    response = editor_client.post(f"/notes/{note.pk}/place/", given, **HTMX)
    assert response.status_code == 409
    assert "not in the text" in texts(response, ".undobar")[0]


def test_placing_a_note_is_the_editors(clients):
    note, version = _in_doubt(clients["editor"])
    codes = outcomes(f"/notes/{note.pk}/place/", clients, version=version.pk, **{"is": "here"})
    assert codes == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}
