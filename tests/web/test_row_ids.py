"""Addresses whose numbers no database takes: the screen comes without what they name, and nothing fails."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ZEROS = "0" * 19 + "1"


@pytest.mark.parametrize("number", ["9" * 18, "9" * 19, f"{ZEROS}{'9' * 30}", f"{ZEROS}{'9' * 5_000}", "²", "٣", "-1"])
@pytest.mark.parametrize(
    "address",
    [
        "/?topic=",
        "/?source=",
        "/?after=2024-05-31T00:00:00~",
        "/?sort=published&after=2024-05-31~",
        "/log/?story=",
        "/log/?after=",
        "/ingest/?dump=",
        "/review/?pair=",
        "/compare/?new=1&old=",
    ],
)
def test_a_number_that_is_no_id_is_passed_over(editor_client: Client, address: str, number: str) -> None:
    assert editor_client.get(f"{address}{number}", follow=True).status_code in {200, 404}
