"""Fixtures for every floor: people of each group, and a logged-in browser for each."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import settings

from tests.factories import make_user

settings.register_profile("newsdesk", deadline=None)  # a timing is never asserted in a test
settings.load_profile("newsdesk")


@pytest.fixture
def reader(db: None) -> User:
    """Someone who may read stories."""
    return make_user(username="rena", group="reader")


@pytest.fixture
def editor(db: None) -> User:
    """Someone who may tag, annotate, merge and split too."""
    return make_user(username="edda", group="editor")


@pytest.fixture
def manager(db: None) -> User:
    """Someone who may ingest dumps too."""
    return make_user(username="mona", group="ingest manager", staff=True)


@pytest.fixture
def reader_client(reader: User) -> Client:
    """A browser with the reader logged in."""
    return logged_in(reader)


@pytest.fixture
def editor_client(editor: User) -> Client:
    """A browser with the editor logged in."""
    return logged_in(editor)


@pytest.fixture
def manager_client(manager: User) -> Client:
    """A browser with the ingest manager logged in."""
    return logged_in(manager)


@pytest.fixture
def clients(client: Client, reader_client: Client, editor_client: Client, manager_client: Client) -> dict[str, Client]:
    """One browser for each kind of person: "anonymous", "reader", "editor", "manager"."""
    return {"anonymous": client, "reader": reader_client, "editor": editor_client, "manager": manager_client}


def logged_in(user: User) -> Client:
    """Return a browser with the person logged in."""
    client = Client()
    client.force_login(user)
    return client
