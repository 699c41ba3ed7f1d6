"""A comparison as rows: nothing lost, nothing twice, each thing where an editor looks for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reads.compare_folds import folds, paragraphs
from articles.reads.compare_layout import FILTERS, Row, rows_of
from articles.reads.compare_strip import STRIP_WIDTH, strip
from articles.text.article import Caption, CleanArticle
from articles.text.compare import compare, summary

LEAD = "The harbour of Vessel Bay will stay closed until Friday, the port master said."
QUOTE = "“We cannot let a single ship into the inner basin,” said Ada Brandt."
FERRIES = "Three ferries with four hundred passengers were sent to the northern pier."
CRANES = "The two cranes that fell into the water on Monday night are being lifted."
WEATHER = "Forecasters expect the wind to drop before the weekend begins."
SPLIT_OLD = "The council met on Tuesday and voted to spend two million crowns on a new breakwater."
SPLIT_NEW = "The council met on Tuesday. It voted to spend two million crowns on a new breakwater."


def article(*body: str, headline: str = "Harbour stays closed", **fields: object) -> CleanArticle:
    return CleanArticle(headline=headline, paragraphs=body, **fields)  # type: ignore[arg-type]


def rows(old: CleanArticle, new: CleanArticle, **asked: object) -> tuple[Row, ...]:
    return rows_of(compare(old, new), **asked)  # type: ignore[arg-type]


def printed(runs, *kinds: str) -> str:
    return "".join(run.text for run in runs if run.kind in kinds)


def row_with(found: tuple[Row, ...], words: str) -> Row:
    return next(row for row in found if words in printed(row.old, "same", "del") + printed(row.new, "same", "ins"))


def test_removal_stands_after_the_sentence_that_stood_before_it():
    found = rows(article(LEAD, FERRIES, WEATHER), article(LEAD, WEATHER))
    order = [row.tone for row in found]
    assert order == ["same", "same", "removed", "same"]
    assert FERRIES in printed(found[2].old, "del")


def test_sentences_added_in_one_paragraph_are_one_change():
    found = rows(article(LEAD), article(LEAD, f"{FERRIES} {CRANES}"))
    added = [row for row in found if row.tone == "added"]
    assert [row.label for row in added] == ["Added · 2 sentences"]


def test_excerpt_shows_what_the_label_names_before_longer_words():
    old = article(LEAD, headline="Smoke drifted across three villages through the night")
    new = article(LEAD, headline="Smoke drifted across five villages before residents may return on Friday")
    [row] = [row for row in rows(old, new) if row.changed]
    assert (row.label, row.excerpt) == ("Edited · number", "three → five")


def test_excerpt_keeps_the_space_between_what_a_split_put_in():
    old = "The school will stay shut until noon, and the bus to the harbour runs by the valley road."
    new = "The school will stay shut until dusk. The bus to the harbour runs by the valley road."
    [row] = [row for row in rows(article(old), article(new)) if row.changed]
    assert "dusk. The" in row.excerpt


def test_quote_passed_from_a_pronoun_to_a_name_says_both():
    old = f"{LEAD} “We cannot let a single ship into the inner basin,” she said."
    new = f"{LEAD} “We can’t let any ship into the inner basin,” said her deputy, Jonas Wirth."
    [row] = [row for row in rows(article(old), article(new)) if row.changed]
    assert [note.speaker for note in row.quotes] == ["she → Jonas Wirth"]


def test_quote_whose_speaker_is_a_pronoun_says_it_as_printed():
    old = f"{LEAD} “We cannot let a single ship into the inner basin,” she said."
    new = f"{LEAD} “We can’t let any ship into the inner basin,” she said."
    [row] = [row for row in rows(article(old), article(new)) if row.changed]
    assert [note.speaker for note in row.quotes] == ["she"]


def test_moved_passage_is_marked_at_both_places_with_links_between_them():
    body = (LEAD, CRANES, FERRIES, WEATHER, QUOTE)
    found = rows(article(*body), article(CRANES, FERRIES, WEATHER, QUOTE, LEAD))
    stub = next(row for row in found if row.stub)
    there = next(row for row in found if row.tone == "moved" and not row.stub)
    assert stub.pointer
    assert stub.pointer.anchor == there.anchor
    assert there.pointer
    assert there.pointer.anchor == stub.anchor
    assert there.sign == "↓"


def test_split_shows_the_old_sentence_once():
    found = rows(article(LEAD, SPLIT_OLD), article(LEAD, SPLIT_NEW))
    left = " ".join(printed(row.old, "same", "del") for row in found)
    assert left.count("The council met on Tuesday") == 1


def test_typographic_difference_is_hidden_until_it_is_asked_for():
    old, new = article('"Stay out," he said.'), article("“Stay out,” he said.")
    hidden, shown = rows(old, new), rows(old, new, typographic=True)
    assert {run.kind for row in hidden for run in (*row.old, *row.new, *row.inline)} == {"same"}
    assert any(run.dimmed for row in shown for run in row.new)
    assert not any(row.changed for row in shown)


def test_number_of_a_change_is_the_same_whatever_is_shown():
    old = article(LEAD, FERRIES, '"Stay out," he said.', WEATHER)
    new = article(LEAD, CRANES, FERRIES.replace("Three", "Four"), "“Stay out,” he said.", WEATHER)
    every = {row.anchor: printed(row.new, "same", "ins") for row in rows(old, new) if row.changed}
    for asked in ({"typographic": True}, {"only": "added"}):
        assert {row.anchor: printed(row.new, "same", "ins") for row in rows(old, new, **asked) if row.changed} == every


def test_headline_and_caption_are_compared_with_their_like():
    old = article(LEAD, captions=(Caption("The pier on Monday.", "Joss Underhay"),))
    new = article(LEAD, headline="Harbour stays shut", captions=(Caption("The pier on Tuesday.", "Joss Underhay"),))
    found = rows(old, new)
    assert row_with(found, "shut").role == "Headline"
    assert row_with(found, "Tuesday").role == "Caption"


def test_dates_are_shown_whole():
    found = rows(article(LEAD, published="2025-03-04T13:45"), article(LEAD, published="2025-03-05T06:30"))
    date = next(row for row in found if row.role == "Published")
    assert [run.text for run in date.inline] == ["4 Mar 2025, 13:45", "5 Mar 2025, 06:30"]
    assert date.detail


def test_reworded_quote_says_whose_it_is():
    found = rows(article(LEAD, QUOTE), article(LEAD, QUOTE.replace("a single ship", "one more vessel")))
    quote = next(row for row in found if row.tone == "quote")
    assert quote.quotes[0].what == "Quote reworded"
    assert "Brandt" in quote.quotes[0].speaker


@pytest.mark.parametrize("key", sorted(FILTERS))
def test_filter_shows_only_rows_it_counts(key):
    old = article(LEAD, QUOTE, FERRIES, WEATHER)
    new = article(LEAD.replace("Friday", "Sunday"), QUOTE, FERRIES.replace("Three", "Four"), CRANES)
    found = rows(old, new, only=key)
    assert [row.shown for row in found] == [FILTERS[key](row) for row in found]


def test_filters_count_as_the_summary_does():
    old = article(LEAD, QUOTE, FERRIES, WEATHER)
    new = article(LEAD.replace("Friday", "Sunday"), FERRIES.replace("Three", "Four"), QUOTE, CRANES)
    comparison = compare(old, new)
    counts, found = summary(comparison), rows_of(comparison)
    for key, number in (("added", counts.added), ("removed", counts.removed), ("moved", counts.moved)):
        assert sum(FILTERS[key](row) and row.main for row in found) == number


def test_long_unchanged_run_is_folded_and_its_neighbours_are_not():
    same = [f"Paragraph {number} about the harbour stays as it was." for number in range(8)]
    made = folds(rows(article(*same, LEAD), article(*same, LEAD.replace("Friday", "Sunday"))))
    assert [fold.says for fold in made] == ["8 paragraphs", ""]
    assert len(made[1].rows) == 2


def test_nothing_is_folded_where_nothing_changed():
    text = article(LEAD, QUOTE, FERRIES, CRANES, WEATHER)
    assert [fold.says for fold in folds(rows(text, text))] == [""]
    assert [fold.says for fold in paragraphs(rows(text, text))] == [""]


def test_inline_paragraph_holds_what_went_from_it():
    old, new = article(f"{LEAD} {FERRIES} {WEATHER}"), article(f"{LEAD} {WEATHER}")
    body = [paragraph for fold in paragraphs(rows(old, new)) for paragraph in fold.paragraphs if not paragraph.role]
    assert len(body) == 1
    assert [row.tone for row in body[0].rows] == ["same", "removed", "same"]


def test_strip_maps_every_change_and_fills_its_width():
    found = rows(article(LEAD, FERRIES, WEATHER), article(LEAD, CRANES, WEATHER))
    parts = strip(found)
    assert [part.anchor for part in parts if part.anchor] == [row.anchor for row in found if row.changed]
    assert parts[-1].start + parts[-1].width >= STRIP_WIDTH - 10


SENTENCES = st.sampled_from(
    [LEAD, QUOTE, FERRIES, CRANES, WEATHER, SPLIT_OLD, SPLIT_NEW, FERRIES.replace("Three", "Four"), "Yes.", "“No.”"]
)
BODIES = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), max_size=6)


@given(old=BODIES, new=BODIES, typographic=st.booleans())
@settings(max_examples=60, deadline=None)
def test_rows_show_each_sentence_of_both_texts_exactly_once(old, new, typographic):
    comparison = compare(article(*old), article(*new, headline="Harbour opens"))
    found = rows_of(comparison, typographic=typographic)
    right = "".join(printed(row.new, "same", "ins") for row in found)
    left = sorted("".join(printed(row.old, "same", "del") for row in found).replace(" ", ""))
    assert right.replace(" ", "") == "".join(one.text for one in comparison.new_sentences).replace(" ", "")
    assert left == sorted("".join(one.text for one in comparison.old_sentences).replace(" ", ""))


@given(old=BODIES, new=BODIES)
@settings(max_examples=40, deadline=None)
def test_every_pointer_leads_to_a_row(old, new):
    found = rows_of(compare(article(*old), article(*new)))
    anchors = [row.anchor for row in found if row.anchor]
    assert len(anchors) == len(set(anchors))
    pointers = [pointer for row in found for pointer in (row.pointer, row.again) if pointer and pointer.anchor]
    assert {pointer.anchor for pointer in pointers} <= set(anchors)


def test_row_says_where_a_paragraph_begins_and_ends():
    found = rows(article(f"{LEAD} {FERRIES} {WEATHER}", QUOTE), article(f"{LEAD} {WEATHER}", QUOTE))
    assert [(row.opens, row.closes) for row in found] == [
        (True, True),
        (True, False),
        (False, False),
        (False, True),
        (True, True),
    ]


def test_details_are_changed_and_not_said_to_be_numbers():
    old = article(LEAD, published="2025-03-04T13:45", byline="Ada Brandt")
    new = article(LEAD, published="2025-03-05T06:30", byline="Ada Brandt and Ole Lund")
    assert [row.label for row in rows(old, new) if row.changed] == ["Changed", "Changed"]


LONG = " ".join(f"The harbour master wrote sentence number {number} of the report himself." for number in range(300))


@pytest.mark.parametrize("laid_out", [folds, paragraphs])
def test_very_long_paragraph_is_folded_within(laid_out):
    made = laid_out(
        rows(article(f"{LONG} {LEAD} {LONG}"), article(f"{LONG} {LEAD.replace('Friday', 'Sunday')} {LONG}"))
    )
    hidden = [fold.says for fold in made if fold.says]
    assert len(hidden) == 2
    assert all(says.endswith(" words") for says in hidden)


def test_strip_of_very_many_changes_joins_neighbours_and_stays_seen():
    old = [f"Ship number {number} was sent to the northern pier on Monday." for number in range(400)]
    found = rows(article(*old), article(*(line.replace("Monday", "Friday") for line in old)))
    parts = [part for part in strip(found) if part.anchor]
    assert 50 <= len(parts) <= 100
    assert parts[0].anchor == "change-1"
    assert parts[0].label == "4 changes"
    assert min(part.width for part in parts) >= 50


def test_one_small_change_in_a_long_text_is_seen_on_the_strip():
    (part,) = [
        part
        for part in strip(rows(article(LONG, FERRIES), article(LONG, FERRIES.replace("Three", "Four"))))
        if part.anchor
    ]
    assert part.width >= 100


def test_address_of_a_change_is_made_of_its_words_whatever_stands_before_it():
    one = rows(article(FERRIES), article(FERRIES.replace("Three", "Four")))
    other = rows(article(LEAD, FERRIES), article(QUOTE, LEAD, FERRIES.replace("Three", "Four"), byline="Ada Brandt"))
    (mark,) = [row.mark for row in one if row.changed]
    assert mark in [row.mark for row in other]
    assert row_with(other, "Four").anchor != row_with(one, "Four").anchor


@given(old=BODIES, new=BODIES)
@settings(max_examples=40, deadline=None)
def test_every_change_has_an_address_of_its_own_in_every_way_of_looking(old, new):
    comparison = compare(article(*old), article(*new))
    marks = [row.mark for row in rows_of(comparison) if row.changed]
    assert len(marks) == len(set(marks))
    assert all(marks)
    assert [row.mark for row in rows_of(comparison, typographic=True, only="number") if row.changed] == marks
