"""The login, the groups and the page that says no."""

import pytest
from django.test import Client

from tests.factories import make_user
from tests.pages import soup, texts

pytestmark = pytest.mark.django_db


def test_the_anonymous_are_sent_to_the_login(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"] == "/login/?next=/"


def test_login_says_what_is_wrong_and_keeps_the_name(client: Client) -> None:
    response = client.post("/login/", {"username": "rena", "password": "no"})
    assert soup(response).select_one("input[name=username]")["value"] == "rena"
    assert texts(response, "[role=alert]")


def test_login_hides_the_demo_when_not_debugging(client: Client) -> None:
    assert not soup(client.get("/login/")).select(".demo")


def test_login_shows_the_demo_when_debugging(client: Client, settings) -> None:
    settings.DEBUG = True
    make_user(username="editor")
    assert texts(client.get("/login/"), ".demo dt code") == ["editor"]


def test_login_advertises_no_demo_that_was_not_made(client: Client, settings) -> None:
    settings.DEBUG = True
    assert not soup(client.get("/login/")).select(".demo")


@pytest.mark.parametrize("who", ["anonymous", "reader"])
def test_browsers_find_an_icon_where_no_page_names_one(clients: dict[str, Client], who: str) -> None:
    assert clients[who].get("/favicon.ico")["Location"].startswith("/static/icon.")


def test_someone_in_no_group_reads_what_is_missing(client: Client) -> None:
    client.force_login(make_user(username="guest"))
    response = client.get("/")
    assert response.status_code == 403
    assert "may not read stories" in texts(response, ".lead")[0]


def test_logout_ends_at_the_login(reader_client: Client) -> None:
    assert reader_client.post("/logout/")["Location"] == "/login/"
    assert reader_client.get("/").status_code == 302


def test_the_keys_are_a_page_too(reader_client: Client) -> None:
    assert texts(reader_client.get("/keys/"), "main h1") == ["Keys"]


def test_a_session_that_ended_takes_the_whole_page_to_the_login(client: Client) -> None:
    response = client.post(
        "/stories/1/read/",
        follow=True,
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/stories/1/?removed=0"},
    )
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/login/?next=%2Fstories%2F1%2F%3Fremoved%3D0"
