"""Stories merged, split and put in order from the desk and from the story screen."""

import pytest
from django.test import Client

from articles.models import Decision, Story, Version
from tests import factories
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db


def test_selected_stories_merge_into_the_one_with_most_versions(editor_client: Client) -> None:
    small = factories.make_story(headline="Small", paragraphs=["Other text."])
    large = factories.make_story(headline="Large", versions=2)
    response = editor_client.post("/stories/merge/", {"story": [small.pk, large.pk]}, **HTMX)
    assert response.status_code == 200
    assert texts(response, ".row h2") == ["Large"]
    small.refresh_from_db()
    assert small.merged_into == large
    editor_client.post("/undo/", {"decision": Decision.objects.get().pk})
    small.refresh_from_db()
    assert small.merged_into is None


def test_one_story_is_not_merged(editor_client: Client) -> None:
    story = factories.make_story()
    response = editor_client.post("/stories/merge/", {"story": [story.pk]}, **HTMX)
    assert response.status_code == 409
    assert not Decision.objects.exists()


def test_a_related_story_is_merged_from_its_place(editor_client: Client) -> None:
    story, other = factories.make_story(), factories.make_story(headline="Other", paragraphs=["Other text."])
    factories.make_link(first=story, second=other)
    assert soup(editor_client.get(f"/stories/{story.pk}/")).select_one(".relatedact")
    response = editor_client.post(f"/stories/{story.pk}/merge/{other.pk}/", **HTMX)
    assert len(soup(response).select(".versions li")) == 2


def test_versions_are_split_off(editor_client: Client) -> None:
    story = factories.make_story(versions=3)
    last = story.latest_id
    response = editor_client.post(f"/stories/{story.pk}/split/", {"split": [last]})
    assert response["Location"] == f"/stories/{story.pk}/"
    assert Version.objects.get(pk=last).story_id != story.pk
    assert Story.objects.standing().count() == 2


def test_versions_are_put_in_order(editor_client: Client) -> None:
    story = factories.make_story(versions=3)
    first, second, third = (version.pk for version in story.versions.in_order())
    given = {f"place-{first}": "3", f"place-{second}": "1", f"place-{third}": "2"}
    response = editor_client.post(f"/stories/{story.pk}/order/", given, **HTMX)
    assert response["HX-Redirect"] == f"/stories/{story.pk}/"
    assert [version.pk for version in story.versions.in_order()] == [second, third, first]
    assert "order set by an editor" in texts(editor_client.get(f"/stories/{story.pk}/"), ".versions li")[0]


@pytest.mark.parametrize("path", ["merge/", "{0}/merge/{1}/", "{0}/split/", "{0}/order/"])
def test_only_editors_group(clients: dict[str, Client], path: str) -> None:
    story = factories.make_story(versions=2)
    other = factories.make_story(paragraphs=["Other text."])
    given = {"story": [story.pk, other.pk], "split": [story.latest_id], f"place-{story.latest_id}": "1"}
    people = {name: clients[name] for name in ("anonymous", "reader")}
    assert outcomes(f"/stories/{path.format(story.pk, other.pk)}", people, **given) == {"anonymous": 302, "reader": 403}
    assert not Decision.objects.exists()
    assert clients["editor"].post(f"/stories/{path.format(story.pk, other.pk)}", given).status_code == 302
    assert Decision.objects.count() == 1


def test_a_story_named_by_its_address_is_merged_in(editor_client: Client) -> None:
    story, other = factories.make_story(), factories.make_story(headline="Other", paragraphs=["Other text."])
    given = {"other": f"http://testserver/stories/{other.pk}/versions/{other.latest_id}/?removed=0"}
    response = editor_client.post(f"/stories/{story.pk}/merge/", given)
    assert response["Location"] == f"/stories/{story.pk}/"
    other.refresh_from_db()
    assert other.merged_into == story


@pytest.mark.parametrize(
    "given", ["", "nothing", "999999", "/topics/1/", "1" * 40, "-1", "٣", "{1}", "/stories/1/" * 200_000 + " x"]
)
def test_a_story_that_is_not_there_is_not_merged(editor_client: Client, given: str) -> None:
    story = factories.make_story()
    response = editor_client.post(f"/stories/{story.pk}/merge/", {"other": given}, follow=True)
    assert "There is no story" in texts(response, ".undobar")[0]
    assert not Decision.objects.exists()


def test_a_story_that_went_into_this_one_is_said_to_be_this_story(editor_client: Client) -> None:
    story = factories.make_story()
    gone = factories.make_story(headline="Other", paragraphs=["Other text."])
    editor_client.post(f"/stories/{story.pk}/merge/", {"other": str(gone.pk)}, follow=True)
    response = editor_client.post(f"/stories/{story.pk}/merge/", {"other": str(gone.pk)}, follow=True)
    assert "That is one story already" in texts(response, ".undobar")[0]


def test_versions_are_moved_to_a_story_named_and_back_with_one_undo(editor_client: Client) -> None:
    story, to = factories.make_story(versions=3), factories.make_story(headline="Other", paragraphs=["Other text."])
    moved = [version.pk for version in story.versions.in_order()][1:]
    response = editor_client.post(f"/stories/{story.pk}/move/", {"split": moved, "to": str(to.pk)}, follow=True)
    assert len(texts(response, ".versions li")) == 3
    undo = [field["value"] for field in soup(response).select(".undobar [name=decision]")]
    editor_client.post("/undo/", {"decision": undo})
    assert story.versions.count() == 3


def test_versions_that_left_the_story_meanwhile_are_not_moved_from_where_they_are(editor_client: Client) -> None:
    story, to = factories.make_story(versions=3), factories.make_story(headline="Other", paragraphs=["Other text."])
    first, second, third = (version.pk for version in story.versions.in_order())
    editor_client.post(f"/stories/{story.pk}/split/", {"split": [third]})
    given = {"split": [second, third], "to": str(to.pk)}
    response = editor_client.post(f"/stories/{story.pk}/move/", given, follow=True)
    assert "not in this story any more" in texts(response, ".undobar")[-1]
    assert set(story.versions.values_list("pk", flat=True)) == {first, second}


def test_a_capture_is_moved_to_a_story_of_its_own(editor_client: Client) -> None:
    story = factories.make_story()
    capture, _ = factories.make_capture(version=story.latest), factories.make_capture(version=story.latest)
    response = editor_client.post(f"/captures/{capture.pk}/move/", {"own": "1"}, **HTMX)
    assert response["HX-Redirect"] == f"/stories/{story.pk}/"
    assert Version.objects.get(captures=capture).story_id != story.pk


def test_moving_a_capture_off_an_older_version_and_back_shows_that_version(editor_client: Client) -> None:
    story = factories.make_story(versions=3)
    version = story.versions.in_order()[1]
    capture, _ = factories.make_capture(version=version), factories.make_capture(version=version)
    there = f"/stories/{story.pk}/versions/{version.pk}/"
    response = editor_client.post(f"/captures/{capture.pk}/move/", {"own": "1"}, follow=True)
    assert response.redirect_chain[-1][0] == there
    undo = {field["name"]: field["value"] for field in soup(response).select(".undobar input")}
    assert editor_client.post("/undo/", undo)["Location"] == there
    capture.refresh_from_db()
    assert capture.version == version


def test_a_capture_is_not_moved_to_a_story_that_is_not_there(editor_client: Client) -> None:
    story = factories.make_story()
    capture = factories.make_capture(version=story.latest)
    response = editor_client.post(f"/captures/{capture.pk}/move/", {"to": "nowhere"}, follow=True)
    assert "There is no story “nowhere”" in texts(response, ".undobar")[0]


def test_a_merge_from_an_older_desk_says_what_changed_first(editor_client: Client) -> None:
    from tests.conftest import logged_in

    stories = [factories.make_story(headline=f"Story {n}", paragraphs=[f"Text {n}."]) for n in range(3)]
    seen = soup(editor_client.get("/")).select_one("#tagging [name=seen]")["value"]
    colleague = logged_in(factories.make_user(username="carl", group="editor"))
    colleague.post("/stories/merge/", {"story": [stories[0].pk, stories[1].pk]})
    later = editor_client.post("/stories/merge/", {"story": [stories[0].pk, stories[2].pk], "seen": seen}, follow=True)
    assert "While you were looking, carl did this" in texts(later, ".undobar")[0]
    gone = editor_client.post("/stories/merge/", {"story": [stories[1].pk, stories[2].pk]}, follow=True)
    assert "is part of another story now: carl did this" in texts(gone, ".undobar")[0]


@pytest.mark.parametrize(
    ("path", "code"), [("stories/{0}/merge/", 409), ("stories/{0}/move/", 409), ("captures/{1}/move/", 302)]
)
def test_moving_is_the_editors(clients: dict[str, Client], path: str, code: int) -> None:
    story = factories.make_story()
    capture = factories.make_capture(version=story.latest)
    codes = outcomes(f"/{path.format(story.pk, capture.pk)}", clients)
    assert codes == {"anonymous": 302, "reader": 403, "editor": code, "manager": code}


def test_the_bar_and_the_log_name_what_was_merged(editor_client: Client) -> None:
    story = factories.make_story(headline="Large", versions=2)
    other = factories.make_story(headline="Small", paragraphs=["Other text."])
    response = editor_client.post(f"/stories/{story.pk}/merge/", {"other": str(other.pk)}, follow=True)
    assert texts(response, ".undobar.success span") == ["Merged “Small” into “Large”"]
    assert texts(editor_client.get("/log/"), ".decision .what p")[0] == "Merged “Small” into “Large”"


@pytest.mark.parametrize("field", ["other", "to"])
def test_the_story_a_field_names_is_shown_beside_it(editor_client: Client, field: str) -> None:
    story = factories.make_story()
    other = factories.make_story(headline="Small <b>", source=factories.make_source(), published="2020-09-03")
    found = soup(editor_client.get(f"/stories/{story.pk}/named/", {field: f" {other.pk}"}))
    assert found.select_one(f"a[href='/stories/{other.pk}/']").get_text() == "Small <b>"
    assert " ".join(found.get_text(" ").split()) == "Small <b> The Bay Courier · 3 Sep 2020 · 1 version"


@pytest.mark.parametrize(
    ("given", "said"), [("{0}", "That is this story."), ("no", "There is no story “no”"), ("", "")]
)
def test_what_names_no_other_story_is_said_beside_the_field(editor_client: Client, given: str, said: str) -> None:
    story = factories.make_story()
    response = editor_client.get(f"/stories/{story.pk}/named/", {"other": given.format(story.pk)})
    found = " ".join(soup(response).get_text(" ").split())
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_only_editors_are_shown_what_a_field_names(clients: dict[str, Client]) -> None:
    story = factories.make_story()
    codes = {who: client.get(f"/stories/{story.pk}/named/?other=1").status_code for who, client in clients.items()}
    assert codes == {"anonymous": 302, "reader": 403, "editor": 200, "manager": 200}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a", "“a” is no place for version 2: give each version a whole number, 1 for the first."),
        ("", "There is no place for version 2: give each version a whole number, 1 for the first."),
        ("0", "“0” is no place"),
        ("-1", "“-1” is no place"),
        ("1.5", "“1.5” is no place"),
        ("٢", "“٢” is no place"),
        ("3", "Versions 2 and 3 both have place 3: give each a place of its own."),
    ],
)
def test_what_is_no_place_sets_no_order_and_is_kept(editor_client: Client, typed: str, said: str) -> None:
    story = factories.make_story(versions=3)
    first, second, third = (version.pk for version in story.versions.in_order())
    given = {f"place-{first}": "1", f"place-{second}": typed, f"place-{third}": "3"}
    response = editor_client.post(f"/stories/{story.pk}/order/", given, **HTMX)
    assert response.status_code == 409
    assert said in texts(response, ".undobar.error span")[0]
    assert not Decision.objects.exists()
    page = soup(response)
    assert page.select_one("details.arrange[open]")
    assert page.select_one(f"[name=place-{second}]")["value"] == typed


def test_an_order_that_the_machine_inferred_is_confirmed(editor_client: Client) -> None:
    story = factories.make_story(versions=3)
    Version.objects.update(order_basis="inferred")
    order = [version.pk for version in story.versions.in_order()]
    form = soup(editor_client.get(f"/stories/{story.pk}/")).select("input.place")
    given = {field["name"]: field["value"] for field in form}
    response = editor_client.post(f"/stories/{story.pk}/order/", given, follow=True)
    assert texts(response, ".undobar.success span")[0].startswith("Confirmed the order")
    assert set(Version.objects.values_list("order_basis", flat=True)) == {"editor"}
    assert [version.pk for version in story.versions.in_order()] == order
    editor_client.post("/undo/", {"next": "/"})
    assert set(Version.objects.values_list("order_basis", flat=True)) == {"inferred"}


@pytest.mark.parametrize("path", ["move", "merge", "split"])
def test_what_was_ticked_and_typed_stays_after_a_refusal(editor_client: Client, path: str) -> None:
    story = factories.make_story(versions=2)
    ticked = [version.pk for version in story.versions.in_order()]  # all of them: no split, either
    given = {"split": ticked, "to": "999999", "other": "nowhere"}
    page = soup(editor_client.post(f"/stories/{story.pk}/{path}/", given))
    assert page.select_one(".undobar.error")
    assert page.select_one("details.arrange[open]")
    assert [int(box["value"]) for box in page.select("[name=split][checked]")] == ticked
    assert page.select_one("#move-to")["value"] == "999999"
    assert page.select_one("#merge-other")["value"] == "nowhere"
    assert not Decision.objects.exists()


def test_enter_submits_what_its_field_is_for(editor_client: Client) -> None:
    story = factories.make_story(versions=2)
    page = soup(editor_client.get(f"/stories/{story.pk}/"))
    move = page.select_one("#move-to").find_parent("form")
    first = next(button for button in move.select("button") if not button.get("form"))
    assert first.get_text() == "Move"
    assert not first.has_attr("formaction")
    assert move["action"] == f"/stories/{story.pk}/move/"
    form = page.select_one(f"form#{page.select_one('input.place')['form']}")
    assert form["action"] == f"/stories/{story.pk}/order/"
