"""What other programs call: the names and shapes of DESIGN's contracts, which stay."""

import datetime as dt
import inspect
from dataclasses import fields

from articles.text.anchor import Placement, Selector, place
from articles.text.clean import CleanArticle, clean_capture, clean_page
from articles.text.compare import Comparison, Link, Sentence, compare
from articles.text.group import Fingerprint, Verdict, fingerprint, same_article
from articles.text.suggest import Suggester, Suggestion

PARAGRAPHS = (
    "The ferry to Skarne will sail twice a day from Monday, its owners said, and the last boat leaves at nine.",
    "Fares stay as they are until the autumn, when the council looks at them again.",
)


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def parameters(function: object) -> list[tuple[str, bool]]:
    """Give each parameter's name and whether it must be named."""
    given = inspect.signature(function).parameters.values()  # type: ignore[arg-type]  # any callable
    return [(each.name, each.kind is inspect.Parameter.KEYWORD_ONLY) for each in given]


def test_cleaning_takes_text_and_gives_an_article():
    assert parameters(clean_page) == [("html", False), ("url", True)]
    assert parameters(clean_capture) == [("text", False)]
    promised = {"headline", "standfirst", "byline", "source", "published", "captured", "captions", "contributors"}
    assert promised | {"tags", "paragraphs", "removed", "doubts"} <= names(CleanArticle)
    article = clean_capture("A headline\n\n" + "\n".join(PARAGRAPHS))
    assert isinstance(article, CleanArticle)
    assert all(isinstance(field, tuple) for field in (article.paragraphs, article.removed, article.doubts))
    assert isinstance(clean_page("<p>" + "</p><p>".join(PARAGRAPHS) + "</p>"), CleanArticle)


def test_grouping_tells_same_from_different():
    assert parameters(fingerprint) == [("paragraphs", False), ("headline", True), ("published", True)]
    first = fingerprint(PARAGRAPHS, headline="Ferry", published=dt.date(2026, 3, 2))
    assert isinstance(first, Fingerprint)
    verdict = same_article(first, first)
    assert isinstance(verdict, Verdict)
    assert verdict.answer == "same"
    assert all(isinstance(reason, str) for reason in verdict.reasons)
    other = fingerprint(
        ("Quite another matter altogether, told at length in words of its own.",), headline=None, published=None
    )
    assert same_article(first, other).answer == "different"


def test_comparing_links_sentences_by_index():
    assert {"old_sentences", "new_sentences", "links"} <= names(Comparison)
    assert {"old", "new", "classes", "words"} <= names(Link)
    assert {"text", "role", "paragraph"} <= names(Sentence)
    result = compare(CleanArticle(paragraphs=PARAGRAPHS), CleanArticle(paragraphs=PARAGRAPHS[:1]))
    removal = next(link for link in result.links if not link.new)
    assert [result.old_sentences[index].text for index in removal.old] == [PARAGRAPHS[1]]
    assert isinstance(removal.classes, frozenset)
    assert "removed" in removal.classes


def test_placing_gives_code_points_of_the_new_text_or_none():
    assert parameters(place) == [("selector", False), ("old", False), ("new", False)]
    old, new = PARAGRAPHS[0], f"It was announced on Friday. {PARAGRAPHS[0]}"
    start = old.index("twice a day")
    selector = Selector(
        exact="twice a day",
        prefix=old[start - 10 : start],
        suffix=old[start + 11 : start + 20],
        start=start,
        end=start + 11,
    )
    placed = place(selector, old, new)
    assert isinstance(placed, Placement)
    assert placed.state == "placed"
    assert new[placed.start : placed.end] == "twice a day"
    gone = place(selector, old, "Nothing of it is left here, not one word.")
    assert (gone.state, gone.start, gone.end) == ("orphan", None, None)


def test_suggesting_names_topics_with_evidence():
    texts = [f"The ferry sailed at {hour} with lorries on board." for hour in range(6)]
    texts += [f"The council met on item {number} of the budget." for number in range(6)]
    suggester = Suggester.fit(texts, ["Ferries"] * 6 + ["Councils"] * 6)
    suggested = suggester.suggest("A ferry with lorries on board was late.", most=1)
    assert [one.label for one in suggested] == ["Ferries"]
    assert {"label", "score", "evidence"} <= names(Suggestion)
    assert suggested[0].evidence
