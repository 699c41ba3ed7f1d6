"""What two texts share at different places: on Review and beside each other, each place leads to the other."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories import make_story
from tests.pages import soup

pytestmark = pytest.mark.django_db

MOVED = (
    "Three ferries were sent to the northern pier on Friday morning.",
    "Their crews were told by radio that the old harbour would stay closed.",
)
KEPT = [
    "The council of Vessel Bay met behind closed doors for nine hours on Thursday.",
    "Nobody at the town hall would say when the breakwater is to be mended.",
    "A spokeswoman for the port said that traders would be paid for their losses.",
    "The last storm of that force came in the winter of 1974, the archive says.",
]


def beside(client: Client, left: list[str], right: list[str]) -> HttpResponse:
    first, second = make_story(paragraphs=left).latest, make_story(headline="Other", paragraphs=right).latest
    assert first
    assert second
    return client.get(f"/shared/{first.pk}/{second.pk}/")


def test_what_moved_leads_to_its_place_in_the_other_text_and_back(reader_client: Client) -> None:
    response = beside(reader_client, [MOVED[0], *KEPT], [*KEPT, MOVED[0]])
    one, other = soup(response).select("a.twin")
    assert (one["href"], other["href"]) == (f"#{other['id']}", f"#{one['id']}")
    assert [link.find_next("mark").get_text() for link in (one, other)] == [MOVED[0], MOVED[0]]
    assert [" ".join(link.get_text().split()) for link in (one, other)] == [
        "↓ moved: further down in the other text",
        "↑ moved: further up in the other text",
    ]


def test_sentences_that_moved_together_are_led_to_once(reader_client: Client) -> None:
    response = beside(reader_client, [" ".join(MOVED), *KEPT], [*KEPT, " ".join(MOVED)])
    assert len(soup(response).select("a.twin")) == 2
    assert [mark.get_text() for mark in soup(response).select(".twin + mark")] == [" ".join(MOVED)] * 2


def test_what_faces_the_other_or_stands_right_beside_is_not_led_to(reader_client: Client) -> None:
    response = beside(reader_client, [" ".join(MOVED), *KEPT], [*MOVED, *KEPT])
    assert soup(response).select("mark.shared")
    assert not soup(response).select("a.twin")


def test_a_moved_sentence_that_begins_otherwise_is_led_to_all_the_same(reader_client: Client) -> None:
    reads_otherwise = MOVED[0].replace("Three", "Four")
    response = beside(reader_client, [MOVED[0], *KEPT], [*KEPT, reads_otherwise])
    assert len(soup(response).select("a.twin")) == 2
    assert all(mark.get_text() for mark in soup(response).select("mark.shared"))
    assert reads_otherwise in soup(response).get_text()


def test_the_pointer_does_not_decide_the_direction_of_the_text(reader_client: Client) -> None:
    response = beside(reader_client, [MOVED[0], *KEPT], [*KEPT, MOVED[0]])
    assert {link["dir"] for link in soup(response).select("a.twin")} == {"ltr"}


def test_the_rest_of_long_texts_is_shown_and_hidden_by_its_number(reader_client: Client) -> None:
    paragraphs = [*KEPT, *MOVED]
    page = soup(beside(reader_client, paragraphs, paragraphs))
    (summary,) = page.select(".fold > summary")
    hidden = len(page.select(".fold .pair"))
    assert 0 < hidden < len(paragraphs)
    assert [part.get_text() for part in summary.select(".opener, .closer")] == ["Show", "Hide"]
    assert summary.get_text().endswith(f" {hidden} more paragraphs")
