"""The names an article turns on, and how much two stories share of them."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from articles.text.related import MOST_TERMS, event_terms, rarity, relatedness, stored_keys, wanted_keys

DAY = dt.date(2021, 3, 4)


def test_event_terms_are_the_names_within_sentences_headline_names_first():
    text = ["The ferry of Tarn Lines left Vessel Bay. Its captain, Ada Brandt, said the port was open. May it stay so."]
    terms = event_terms(text, headline="Brandt leaves")
    assert terms[0] == "Brandt"
    assert {"Tarn", "Lines", "Vessel", "Bay", "Ada"} <= set(terms)
    assert not {"The", "Its", "May"} & set(terms)


def test_event_terms_leave_out_words_that_also_stand_without_capital():
    text = ["They met in March. Later they march on; nobody but March itself, said Holm, would march."]
    assert event_terms(text, headline=None) == ("Holm",)


@given(st.lists(st.text(max_size=100), max_size=5), st.none() | st.text(max_size=50))
def test_event_terms_take_any_text_and_are_few(paragraphs: list[str], headline: str | None):
    terms = event_terms(paragraphs, headline=headline)
    assert len(terms) <= MOST_TERMS
    assert len({term.casefold() for term in terms}) == len(terms)


def test_keys_meet_within_days_and_not_beyond():
    def meets(one: dt.date | None, other: dt.date | None) -> bool:
        return bool(set(wanted_keys("Brandt", one)) & set(stored_keys("BRANDT", other)))

    assert meets(DAY, DAY + dt.timedelta(3))
    assert not meets(DAY, DAY + dt.timedelta(30))
    assert meets(None, DAY)
    assert meets(DAY, None)
    assert meets(None, None)


def test_relatedness_weighs_rare_terms_and_wants_several():
    common = {"Minister": 25, "Capital": 25, "Monday": 25, "Reuters": 25, "Brandt": 1, "Oluf": 1, "Tarn": 1, "Marek": 1}
    rare = ("Brandt", "Oluf", "Tarn", "Marek")
    assert relatedness(common, rare) > 0.8
    assert relatedness(common, ("Minister", "Capital", "Monday", "Reuters")) < 0.1
    assert relatedness(common, rare[:2]) == 0
    assert rarity(1) == 1
    assert rarity(1000) == 0
