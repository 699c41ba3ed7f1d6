import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.suggest import Suggester, Suggestion

SHIPPING = [
    "Ferry to Merrin delayed\nThe ferry waits in the harbour for a pilot and for calmer water.",
    "Harbour closed\nNo ship may enter the harbour; the pilot boat is under repair.",
    "Two trawlers collide\nThe skippers blame the fog. The pilot saw neither ship.",
]
HEALTH = [
    "Wards are full\nNurses and doctors ask patients with a cold to stay away from the hospital.",
    "Flu comes late\nDoctors vaccinate nurses first. The hospital has beds to spare.",
    "Surgery opens at night\nPatients see doctors until ten, and nurses until midnight.",
]
TEXTS = SHIPPING + HEALTH
LABELS = ["Shipping"] * 3 + ["Health"] * 3


def labels_of(suggestions: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.label for suggestion in suggestions]


def test_suggest_learns_from_decisions():
    suggester = Suggester.fit(TEXTS, LABELS)
    first = suggester.suggest("Storm warning\nEvery pilot stays ashore and no ship leaves.")[0]
    assert first.label == "Shipping"
    assert {"pilot", "ship"} <= {word.casefold() for word in first.evidence}


def test_suggest_takes_several_labels_a_text():
    suggester = Suggester.fit(TEXTS, [{"Shipping", "Coast"}] * 3 + [["Health"]] * 3)
    assert set(labels_of(suggester.suggest("Pilots\nThe pilot boat in the harbour."))[:2]) == {"Shipping", "Coast"}


def test_suggest_finds_synonyms_of_topics_no_one_has_used_yet():
    suggester = Suggester.fit(TEXTS, LABELS, synonyms={"Arms trade": ["weapons sale", "F-35"]})
    found = suggester.suggest("Weapons sales double\nThe F-35 and other jets.")
    assert found[0].label == "Arms trade"
    assert found[0].evidence == ("Weapons sales", "F-35")


@pytest.mark.parametrize(
    ("texts", "labels"), [([], []), (SHIPPING, ["Shipping"] * 3), (["", ""], ["Shipping", "Health"])]
)
def test_suggest_falls_back_to_names_where_nothing_is_told_apart(texts: list[str], labels: list[str]):
    suggester = Suggester.fit(texts, labels, synonyms={"Shipping": ["harbours"], "Health": []})
    assert labels_of(suggester.suggest("Dredging\nThe harbour is too shallow.")) == ["Shipping"]


def test_suggest_counts_the_headline_more():
    suggester = Suggester.fit([], [], synonyms={"Bread": [], "Cheese": []})
    found = suggester.suggest("Cheese is dearer\nBread is not. The price of bread fell.")
    assert labels_of(found) == ["Cheese", "Bread"]
    assert found[0].score > found[1].score


def test_suggest_wants_acronyms_in_capitals():
    suggester = Suggester.fit([], [], synonyms={"Health": ["WHO"]})
    assert suggester.suggest("He, who left\nNobody knows who he was.") == ()
    assert labels_of(suggester.suggest("Talks\nThe WHO warns.")) == ["Health"]


def test_suggest_names_topics_in_scripts_without_spaces():
    suggester = Suggester.fit([], [], synonyms={"港口": []})
    assert suggester.suggest("消息\n北方的港口关闭了。")[0].evidence == ("港口",)


def test_suggest_gives_at_most_what_is_asked_for():
    suggester = Suggester.fit(TEXTS, LABELS)
    assert len(suggester.suggest(SHIPPING[0] + HEALTH[0], most=1)) == 1
    assert suggester.suggest(SHIPPING[0], most=0) == ()


def test_suggest_says_nothing_of_what_it_knows_no_word_of():
    assert Suggester.fit(TEXTS, LABELS).suggest("Zzz\nqqq xxx") == ()


def test_fit_refuses_texts_without_their_labels():
    with pytest.raises(ValueError, match="give one list a text"):
        Suggester.fit(TEXTS, LABELS[:-1])


def test_suggester_survives_being_stored():
    suggester = Suggester.fit(TEXTS, LABELS)
    stored = pickle.loads(pickle.dumps(suggester))  # noqa: S301 (our own bytes, made a line before)
    assert stored.suggest(SHIPPING[1]) == suggester.suggest(SHIPPING[1])


SUGGESTER = Suggester.fit(TEXTS, LABELS, synonyms={"Arms trade": ["weapons sale", "x, y"]})


@given(st.text(st.sampled_from("ab harbour\n.“éß中𝔄\u0301\x00\ud800") | st.characters(), max_size=300))
@settings(max_examples=200)
def test_suggest_never_fails_and_says_why_in_words_of_the_text(text: str):
    found = SUGGESTER.suggest(text)
    assert found == SUGGESTER.suggest(text)
    for suggestion in found:
        assert 0 < suggestion.score <= 1
        assert suggestion.evidence
        assert all(piece in text for words in suggestion.evidence for piece in words.split(" "))
