"""Learned debris in the panel: an editor with the panel open sees it by source, and overrules it."""

import datetime as dt

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from articles.models import DebrisLine, Decision, LongWork
from tests.conftest import logged_in
from tests.factories import make_source, make_user
from tests.pages import soup, texts

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/debrisline/"


@pytest.fixture
def line():
    return DebrisLine.objects.create(
        source=make_source(), digest="a" * 64, line="read more", text="Read more", stories=4, stories_needed=3
    )


def act(client, action, line):
    return client.post(ADDRESS, {"action": action, "_selected_action": [str(line.pk)]}, follow=True)


def test_lines_are_listed_by_source(line, manager_client):
    other = make_source(name="Elsewhere")
    assert texts(manager_client.get(f"{ADDRESS}?source__id__exact={line.source_id}"), "#result_list tbody th a")
    assert not texts(manager_client.get(f"{ADDRESS}?source__id__exact={other.pk}"), "#result_list tbody th a")
    sources = soup(manager_client.get("/admin/articles/source/"))
    assert sources.select(f'a[href="{ADDRESS}?source__id__exact={line.source_id}"]')


def test_readers_and_the_anonymous_see_nothing(line, clients):
    codes = {who: client.get(ADDRESS).status_code for who, client in clients.items()}
    assert codes == {"anonymous": 302, "reader": 302, "editor": 302, "manager": 200}
    reader = make_user(username="staff reader", group="reader", staff=True)
    assert logged_in(reader).get(ADDRESS).status_code == 403


@pytest.mark.parametrize(("action", "ruling"), [("is_debris", "debris"), ("keep", "kept")])
def test_an_editor_in_the_panel_rules_on_a_line(line, action, ruling):
    client = logged_in(make_user(username="edda", group="editor", staff=True))
    act(client, action, line)
    line.refresh_from_db()
    assert (line.ruling, str(line.ruled_by)) == (ruling, "edda")
    assert Decision.objects.get().kind == "rule_debris"
    assert "already" in texts(act(client, action, line), ".messagelist")[0]


def test_the_source_is_cleaned_again_in_the_background(line, manager_client):
    def from_sources():
        chosen = {"action": "clean_again", "_selected_action": [str(line.source_id)]}
        return manager_client.post("/admin/articles/source/", chosen, follow=True)

    act(manager_client, "clean_again", line)
    assert "nothing was added" in texts(from_sources(), ".messagelist")[0]
    LongWork.objects.update(state=LongWork.State.DONE)
    assert "Cleaned again in the background: The Bay Courier" in texts(from_sources(), ".messagelist")[0]
    assert [work.arguments["source"] for work in LongWork.objects.all()] == [line.source_id] * 2
    assert [each.task["args"][0] for each in OrmQ.objects.all()] == list(LongWork.objects.values_list("pk", flat=True))


def test_each_line_says_what_becomes_of_it(line, manager_client):
    edda = make_user(username="edda", group="editor")
    ruled = {"ruled_by": edda, "ruled_at": timezone.now()}
    for number, given in enumerate(({"stories": 2}, {"ruling": "debris", **ruled}, {"ruling": "kept", **ruled})):
        columns = {"stories": 9, "stories_needed": 3, "line": str(number), "text": f"Line {number}", **given}
        DebrisLine.objects.create(source=line.source, digest=str(number) * 64, **columns)
    page = manager_client.get(ADDRESS)
    assert dict(zip(texts(page, ".field-text_line"), texts(page, ".field-becomes"), strict=True)) == {
        "Read more": "Left out: met often enough",
        "Line 0": "Kept so far: not met often enough",
        "Line 1": "Left out: edda says so",
        "Line 2": "Kept: edda says so",
    }
    assert "4 stories; left out from 3 on" in texts(page, ".field-met_in")
    for becomes, found in (("counted", "Read more"), ("seldom", "Line 0"), ("debris", "Line 1"), ("kept", "Line 2")):
        assert texts(manager_client.get(f"{ADDRESS}?becomes={becomes}"), ".field-text_line") == [found]
    assert "Leave out: it is debris" in texts(page, "select[name=action] option")


def test_one_line_shows_what_becomes_of_it(line, manager_client):
    page = manager_client.get(f"{ADDRESS}{line.pk}/change/")
    assert texts(page, ".field-becomes .readonly") == ["Left out: met often enough"]


def test_times_are_printed_as_on_every_screen(line, manager_client):
    at = dt.datetime(2026, 11, 5, 13, 52, tzinfo=dt.UTC)
    ruled_by = make_user(username="edda", group="editor")
    DebrisLine.objects.filter(pk=line.pk).update(ruling="kept", ruled_by=ruled_by, ruled_at=at)
    assert texts(manager_client.get(ADDRESS), ".field-ruled_at") == ["5 Nov 2026, 13:52"]
