"""The names and rare words an article turns on, and how much two stories share of them."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from articles.text.related import (
    MOST_TERMS,
    candidate_terms,
    commonness,
    event_terms,
    outermost,
    rarity,
    relatedness,
    stored_keys,
    wanted_keys,
    why_related,
)

DAY = dt.date(2021, 3, 4)


def terms(paragraphs: list[str], *, headline: str | None = None, common: tuple[str, ...] = ()) -> dict[str, float]:
    """The terms of a text in a store of 1,000 stories, of which 400 have each of the common ones."""
    candidates = candidate_terms(paragraphs, headline=headline)
    counts = {each.key: 400 for each in candidates if each.printed in common}
    return event_terms(candidates, counts, 1000 if common else 0)


def test_event_terms_are_the_names_within_sentences_and_names_of_two_words():
    text = ["The ferry of Tarn Lines left Vessel Bay. Its captain, Ada Brandt, said the port was open. May it stay so."]
    found = terms(text, headline="Ada Brandt leaves")
    assert next(iter(found)) == "Ada Brandt"
    assert {"Tarn Lines", "Vessel Bay", "Tarn", "Brandt"} <= set(found)
    assert not {"The", "Its", "May"} & set(found)


def test_event_terms_leave_out_names_that_also_stand_without_capital():
    text = ["They met in March. Later they march on; nobody but March itself, said Holm, would march."]
    assert "Holm" in terms(text)
    assert "March" not in terms(text)


def test_event_terms_what_many_stories_have_weighs_nothing_and_needs_no_list():
    text = ["The strike began on Tuesday at Tarn Lines. On Tuesday the smelter closed; the smelter is the largest."]
    assert "Tuesday" in terms(text)
    told = terms(text, common=("Tuesday",))
    assert "Tuesday" not in told
    assert {"smelter", "Tarn Lines"} <= set(told)


def test_event_terms_are_found_in_scripts_without_capitals_and_without_spaces():
    assert "المصهر" in terms(["أغلق المصهر أبوابه يوم الثلاثاء. وقال العمال إن المصهر سيبقى مغلقا."])
    assert "冶炼厂" in terms(["罢工工人周二关闭了冶炼厂。工会说，冶炼厂将继续关闭。"])


def test_event_terms_a_standfirst_counts_as_headline():
    text = ["Nobody slept. The choir sang on the boat deck.", "By dawn all were in Tarn, and Tarn had made them soup."]
    plain = event_terms(candidate_terms(text, headline="We counted them twice"), {}, 0)
    told = candidate_terms(text, headline="We counted them twice", standfirst="How Tarn fetched its own")
    assert event_terms(told, {}, 0)["Tarn"] > plain["Tarn"]


def test_event_terms_of_the_same_weight_are_the_earlier_ones():
    names = ["Zorn", "Ypsel", "Xaver", *(f"Ada{letter}" for letter in "bcdefghijklmnopqrstuvw")]
    found = terms([f"It was {', then '.join(names)}."])
    assert len(found) == MOST_TERMS
    assert {"Zorn", "Ypsel", "Xaver"} <= set(found)


def test_commonness_a_name_of_one_events_few_stories_is_as_rare_as_one_of_none():
    assert commonness(0.01, 3, 40) == commonness(0.01, 0, 40)
    assert commonness(0.01, 4, 40) > commonness(0.01, 3, 40)


@given(st.lists(st.text(max_size=100), max_size=5), st.none() | st.text(max_size=50))
def test_event_terms_take_any_text_and_are_few(paragraphs: list[str], headline: str | None):
    found = event_terms(candidate_terms(paragraphs, headline=headline), {}, 0)
    assert len(found) <= MOST_TERMS
    assert all(weight > 0 for weight in found.values())


def test_keys_meet_within_days_and_not_beyond():
    def meets(one: dt.date | None, other: dt.date | None) -> bool:
        return bool(set(wanted_keys("Brandt", one)) & set(stored_keys("BRANDT", other)))

    assert meets(DAY, DAY + dt.timedelta(3))
    assert not meets(DAY, DAY + dt.timedelta(30))
    assert meets(None, DAY)
    assert meets(DAY, None)
    assert meets(None, None)


def test_relatedness_weighs_rare_terms_and_wants_several():
    holders = {"Minister": 25, "Capital": 25, "Monday": 25, "Reuters": 25, "Brandt": 1, "Oluf": 1, "Tarn": 1, "tug": 1}
    weights = dict.fromkeys(holders, 5.0)
    rare = ("Brandt", "Oluf", "Tarn", "tug")
    assert relatedness(weights, holders, rare) > 0.8
    assert relatedness(weights, holders, ("Minister", "Capital", "Monday", "Reuters")) < 0.1
    assert relatedness(weights, holders, rare[:2]) == 0
    assert rarity(1) == 1
    assert rarity(1000) == 0


def test_relatedness_counts_a_name_of_several_words_once_with_all_its_words():
    assert outermost(["Mark Esper", "Esper", "Secretary Mark", "smelter"]) == ["Secretary Mark Esper", "smelter"]
    assert (
        why_related(["Mark Esper", "Esper", "Secretary Mark", "smelter"])
        == "both turn on Secretary Mark Esper, smelter"
    )
    weights = {"Mark Esper": 9.0, "Secretary Mark": 9.0, "Esper": 8.0, "Mark": 7.0}
    assert relatedness(weights, {}, list(weights)) == 0
