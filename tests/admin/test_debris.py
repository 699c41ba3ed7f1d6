"""Learned debris in the panel: an editor with the panel open sees it by source, and overrules it."""

import pytest
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
    act(manager_client, "clean_again", line)
    manager_client.post("/admin/articles/source/", {"action": "clean_again", "_selected_action": [str(line.source_id)]})
    assert [work.arguments["source"] for work in LongWork.objects.all()] == [line.source_id] * 2
    assert [each.task["args"][0] for each in OrmQ.objects.all()] == list(LongWork.objects.values_list("pk", flat=True))
