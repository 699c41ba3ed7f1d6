"""What is chosen on the compare screen stays: view, filter, typography; and what a filter hides is mere context."""

import pytest
from django.test import Client

from articles.models import Version
from tests.factories import make_story, make_version
from tests.pages import soup

pytestmark = pytest.mark.django_db

KEPT = "?view=inline&only=quote&typographic=1"
OLD = (
    "The harbour of Vessel Bay will stay closed until Friday, the port master said.",
    "“We cannot let a single ship into the inner basin,” she said.",
    "Three ferries were sent to the northern pier.",
    "The company will run its smaller ship twice a day from Wednesday, and the navy has offered a craft for lorries.",
)
NEW = (
    "The harbour of Vessel Bay will stay closed until Sunday, the port master said.",
    "“We will not let one more vessel into the inner basin,” said Maud Tessler.",
    "Three ferries were sent to the northern pier - so far.",
    (
        "The company will run its smaller ship twice a day from Wednesday. The navy’s craft will carry lorries, and the"
        " shops have agreed to ration flour until the weekend."
    ),
)


@pytest.fixture
def pair(db: None) -> tuple[Version, Version]:
    story = make_story(headline="Harbour stays closed", versions=0)
    old = make_version(story=story, paragraphs=OLD, published="2026-03-01T10:00")
    return old, make_version(story=story, paragraphs=NEW, published="2026-03-02T11:30")


def address(pair: tuple[Version, Version], tail: str = "") -> str:
    return f"/compare/{pair[0].pk}/{pair[1].pk}/{tail}"


def test_pickers_carry_view_filter_and_typography_along(pair: tuple[Version, Version], reader_client: Client) -> None:
    form = soup(reader_client.get(address(pair, KEPT))).select_one("form.pickers")
    given = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    assert given == {"view": "inline", "only": "quote", "typographic": "1"}
    answer = reader_client.get("/compare/", {"old": pair[1].pk, "new": pair[0].pk, **given})
    assert answer["Location"] == f"/compare/{pair[1].pk}/{pair[0].pk}/{KEPT}"
    assert reader_client.get("/compare/", {"old": pair[0].pk, "new": pair[1].pk})["Location"] == address(pair)


def test_swap_keeps_them_too(pair: tuple[Version, Version], reader_client: Client) -> None:
    swap = soup(reader_client.get(address(pair, KEPT))).select_one("a.swap")
    assert swap["href"] == f"/compare/{pair[1].pk}/{pair[0].pk}/{KEPT}"


def test_filter_keeps_what_typography_is_shown(pair: tuple[Version, Version], reader_client: Client) -> None:
    chips = soup(reader_client.get(address(pair, "?typographic=1"))).select(".verdict a.chip.edited")
    assert chips
    assert all("typographic=1" in chip["href"] for chip in chips)


@pytest.mark.parametrize("view", ["side", "inline"])
def test_what_a_filter_hides_is_context_without_a_mark(
    pair: tuple[Version, Version], reader_client: Client, view: str
) -> None:
    page = soup(reader_client.get(address(pair, f"?only=quote&view={view}")))
    assert any("until" in row.get_text() for row in page.select(".cmptext .context"))
    assert len(page.select(".cmptext :is(.pair, .sentence).quote")) == len(page.select("[data-change]")) == 1
    assert not page.select(".cmptext :is(.pair, .sentence):is(.edited, .added, .removed, .moved)")
    assert not any(sign.get_text(strip=True) for sign in page.select(".context > .g"))


def test_name_put_for_a_pronoun_is_told_as_both_versions_have_it(
    pair: tuple[Version, Version], reader_client: Client
) -> None:
    page = soup(reader_client.get(address(pair)))
    (label,) = [entry.get_text() for entry in page.select(".changes li.quote b")]
    assert label.startswith("Quote reworded (she → Maud Tessler)")
    assert "she → Maud Tessler" in page.select_one(".says").get_text()


def test_sentence_cut_in_two_has_no_space_before_its_full_stop(
    pair: tuple[Version, Version], reader_client: Client
) -> None:
    page = soup(reader_client.get(address(pair, "?view=inline")))
    for unseen in page.select(".unseen"):
        unseen.extract()
    assert "from Wednesday. and the navy" in " ".join(page.select_one(".pairs").get_text().split())


def test_dates_are_printed_in_words_wherever_they_are_read(
    pair: tuple[Version, Version], reader_client: Client
) -> None:
    page = soup(reader_client.get(address(pair, "?view=changes")))
    text = reader_client.get(address(pair, "text/")).content.decode()
    for shown in (page.select_one(".changes").get_text(), page.select_one(".pairs").get_text(), text):
        assert "1 Mar 2026, 10:00" in shown
        assert "2026-03" not in shown


def test_versions_are_named_without_marks_of_change(pair: tuple[Version, Version], reader_client: Client) -> None:
    for view in ("inline", "changes"):
        head = soup(reader_client.get(address(pair, f"?view={view}"))).select_one(".inlinehead")
        assert not head.select(".gone, .come, del, ins")
        assert head.get_text().split()[0] == "from"


def test_history_counts_what_the_comparison_counts(pair: tuple[Version, Version], reader_client: Client) -> None:
    story = pair[0].story_id
    chips = [
        chip.get_text() for chip in soup(reader_client.get(f"/stories/{story}/history/")).select(".versions .chip")
    ]
    verdict = soup(reader_client.get(address(pair))).select_one(".verdict").get_text()
    assert "~ 4 edited" in chips
    assert "4 sentences edited" in verdict


def test_history_lists_a_passage_that_was_merged_under_its_own_words(reader_client: Client) -> None:
    one, other = "The ferry left the pier at nine in the morning.", "Nobody was hurt in the fog on the reef."
    story = make_story(versions=0)
    for paragraphs in ([one, other], [f"{one[:-1]}, and nobody was hurt in the fog on the reef."]):
        make_version(story=story, paragraphs=["The harbour stays closed until Friday.", *paragraphs])
    rows = soup(reader_client.get(f"/stories/{story.pk}/history/?all=1")).select(".matrix .passage .words")
    words = [row.get_text() for row in rows]
    assert len(words) == len(set(words))
    assert other in words
