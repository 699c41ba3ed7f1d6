"""The way through the lists that are walked by key: the same on each."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factories
from tests.pages import HTMX, soup

pytestmark = pytest.mark.django_db

LISTS = {"/": "articles.reads.desk.ROWS", "/log/": "articles.reads.log.ROWS"}


@pytest.fixture(params=LISTS)
def long_list(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, editor: User) -> str:
    """The address of a list of three rows that shows two at once."""
    monkeypatch.setattr(LISTS[request.param], 2)
    for number in range(3):
        story = factories.make_story(headline=f"Story {number}")
        factories.make_decision(made_by=editor, story=story)
    return str(request.param)


def test_the_first_page_leads_on_and_not_back(editor_client: Client, long_list: str) -> None:
    (older,) = soup(editor_client.get(long_list)).select(".pager a")
    assert older["href"] == older["hx-get"]
    assert (older["rel"], "data-next-page" in older.attrs) == (["next"], True)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_last_page_leads_back_and_not_on(editor_client: Client, long_list: str, headers: dict[str, str]) -> None:
    (older,) = soup(editor_client.get(long_list)).select(".pager a")
    page = soup(editor_client.get(older["href"], **headers))
    (newest,) = page.select(".pager a")
    assert (newest.get_text(), newest["href"].rstrip("?")) == ("Newest", long_list)
    assert newest["hx-get"] == newest["href"]
    assert len(page.select("[data-row]")) == 1


def test_a_page_after_the_last_leads_back(editor_client: Client) -> None:
    assert soup(editor_client.get("/log/?after=1")).select_one(".pager a")["href"] == "/log/"


def test_filters_go_along(editor_client: Client, long_list: str, editor: User) -> None:
    narrowed = f"{long_list}?show=untagged" if long_list == "/" else f"{long_list}?by={editor.username}"
    (older,) = soup(editor_client.get(narrowed)).select(".pager a")
    assert older["href"].startswith(f"{narrowed}&after=")
    (newest,) = soup(editor_client.get(older["href"])).select(".pager a")
    assert newest["href"] == narrowed
