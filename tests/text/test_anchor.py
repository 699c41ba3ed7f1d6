from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.anchor import CONTEXT, Selector, body_text, describe, place
from articles.text.anchor_words import align, words

OLD = body_text(
    [
        "The ferry to Merrin will not sail before Thursday, the harbour office said.",
        "“Nobody asked us,” said Pelle Arnwick, who owns two boats. He wants his money back.",
        "A second ferry stands ready in Tarn. It holds forty cars.",
    ]
)


def quote(text: str, words_quoted: str) -> Selector:
    start = text.index(words_quoted)
    return describe(text, start, start + len(words_quoted))


def placed_text(new: str, words_quoted: str, *, old: str = OLD) -> tuple[str, str | None]:
    placement = place(quote(old, words_quoted), old, new)
    return placement.state, None if placement.start is None else new[placement.start : placement.end]


def test_body_text_joins_paragraphs_by_one_code_point():
    assert body_text(["One.", "Two."]) == "One.\nTwo."
    assert body_text([]) == ""


def test_describe_keeps_the_words_and_what_stands_beside_them():
    selector = describe(OLD, 4, 9)
    assert (selector.exact, selector.prefix, selector.suffix[:11]) == ("ferry", "The ", " to Merrin ")
    assert len(selector.suffix) == CONTEXT
    assert (selector.start, selector.end) == (4, 9)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-1, 3), (0, len(OLD) + 1)])
def test_describe_refuses_what_is_no_passage(start: int, end: int):
    with pytest.raises(ValueError, match="select some words"):
        describe(OLD, start, end)


def test_place_counts_code_points_beyond_the_first_plane():
    old, new = "𝔄 🛳️ sails from Tarn at dawn today.", "🎉 At last 𝔄 🛳️ sails from Tarn at dawn today."
    assert placed_text(new, "sails from Tarn at dawn", old=old) == ("placed", "sails from Tarn at dawn")


def test_place_finds_the_passage_behind_a_new_paragraph():
    assert placed_text("Weather stopped all traffic.\n" + OLD, "It holds forty cars") == (
        "placed",
        "It holds forty cars",
    )


def test_place_finds_the_passage_with_a_word_changed():
    new = OLD.replace("owns two boats", "owns three boats")
    assert placed_text(new, "said Pelle Arnwick, who owns two boats")[0] == "placed"


def test_place_takes_a_word_replaced_at_the_edge_along():
    new = OLD.replace("forty cars", "sixty cars")
    assert placed_text(new, "ready in Tarn. It holds forty") == ("placed", "ready in Tarn. It holds sixty")


def test_place_shows_an_editor_what_stands_in_a_number_s_place():
    new = OLD.replace("forty cars", "a hundred cars")
    assert placed_text(new, "forty") == ("review", "a hundred")


def test_place_ignores_typographic_differences():
    new = OLD.replace("“Nobody asked us,”", '"NOBODY ASKED US,"')
    assert placed_text(new, "“Nobody asked us,” said Pelle") == ("placed", '"NOBODY ASKED US," said Pelle')


def test_place_keeps_parts_of_words_parts():
    assert placed_text("So it is.\n" + OLD, "wick, who owns tw") == ("placed", "wick, who owns tw")


def test_place_follows_a_sentence_that_moved():
    sentence = "A second ferry stands ready in Tarn."
    new = sentence + "\n" + OLD.replace(sentence, "").strip()
    assert placed_text(new, sentence) == ("placed", sentence)


def test_place_shows_an_editor_what_stands_only_in_part():
    new = OLD.replace("who owns two boats. He wants his money back", "who owns two boats and hopes")
    assert placed_text(new, "owns two boats. He wants")[0] == "review"


def test_place_orphans_what_is_gone():
    new = OLD.replace("A second ferry stands ready in Tarn. It holds forty cars.", "The council meets on Friday.")
    assert placed_text(new, "A second ferry stands ready in Tarn") == ("orphan", None)


def test_place_does_not_put_a_short_word_on_another_one():
    new = OLD.replace("He wants his money back", "The insurance pays") + " Everybody wants rain."
    assert placed_text(new, "wants")[0] != "placed"


def test_place_does_not_choose_between_copies_of_what_moved():
    sentence = "A second ferry stands ready in Tarn."
    rest = "Quite another story about cheese, butter and the price of both in the hills."
    assert placed_text(f"{sentence}\n{rest}\n{sentence}", sentence + " It", old=f"{rest}\n{OLD}")[0] != "orphan"
    assert placed_text(f"{sentence} {sentence}", sentence, old=OLD)[0] == "review"


def test_place_orphans_a_quote_that_its_own_text_does_not_have():
    assert place(Selector("cheese", "", "", 3, 9), OLD, OLD).state == "orphan"


def test_place_finds_its_quote_again_where_offsets_are_stale():
    stale = Selector("A second ferry", "", "", 0, 14)
    assert place(stale, OLD, "New.\n" + OLD).start == OLD.index("A second ferry") + 5


@pytest.mark.parametrize(
    ("old", "exact", "new"),
    [
        (
            "港口将关闭到星期五。船长说，没有人问过我们。",
            "没有人问过我们",
            "今天下雨。港口将关闭到星期五。船长说，没有人问过我们！",
        ),
        (
            "Паром не выйдет до четверга, сказали в порту.",
            "не выйдет до четверга",
            "Утром: паром НЕ выйдет до четверга, сказали в порту.",
        ),
        ("سيبقى الميناء مغلقا حتى يوم الجمعة.", "مغلقا حتى يوم", "اليوم سيبقى الميناء مغلقا حتى يوم الجمعة."),
        ("Die Fähre fährt nicht vor Donnerstag.", "Fähre fährt", "Die Fähre fährt nicht vor Freitag."),
    ],
)
def test_place_works_in_every_script(old: str, exact: str, new: str):
    assert placed_text(new, exact, old=old)[0] == "placed"


def test_words_fold_what_is_only_typography():
    assert [word.key for word in words("“Ｎo” – don’t")] == ['"', "no", '"', "-", "don", "'", "t"]


def test_align_prefers_the_copy_in_order():
    old = ["the", "boat", "left", "the", "pier", "at", "noon"]
    new = ["at", "noon", "said", "all", *old]
    assert align(old, new, range(len(old))) == {at: at + 4 for at in range(7)}


texts = st.text(st.sampled_from("ab cd.\n“”'éß中𝔄\u0301\u200b\x00\ud800"), max_size=200) | st.text(max_size=200)


@given(old=texts, new=texts, data=st.data())
@settings(max_examples=300)
def test_place_never_fails_and_stays_inside_the_text(old: str, new: str, data: st.DataObject):
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    selector = describe(old, start, data.draw(st.integers(start + 1, len(old))))
    placement = place(selector, old, new)
    assert placement == place(selector, old, new)
    if placement.state == "orphan":
        assert placement.start is None
        assert placement.end is None
    else:
        assert placement.start is not None
        assert placement.end is not None
        assert 0 <= placement.start < placement.end <= len(new)


@given(text=texts.filter(bool), data=st.data())
def test_place_on_the_same_text_gives_the_same_place(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    placement = place(describe(text, start, end), text, text)
    assert (placement.state, placement.start, placement.end) == ("placed", start, end)


@given(
    sentences=st.lists(st.text("abcdefgh ", min_size=12, max_size=40), min_size=3, max_size=8, unique=True),
    more=st.text("ijklmnop ", max_size=80),
)
def test_place_never_loses_a_long_passage_for_text_put_before_it(sentences: list[str], more: str):
    old = body_text(sentences)
    start = len(old) // 3
    selector = describe(old, start, len(old))
    if any(character.isalnum() for character in selector.exact):
        assert place(selector, old, more + "\n" + old).state != "orphan"


@given(
    old=st.lists(st.sampled_from("abcde"), max_size=30),
    new=st.lists(st.sampled_from("abcde"), max_size=30),
)
def test_align_pairs_equal_words_in_order(old: list[str], new: list[str]):
    pairs = sorted(align(old, new, range(len(old))).items())
    assert all(old[a] == new[b] for a, b in pairs)
    assert all(b < later_b for (_, b), (_, later_b) in pairwise(pairs))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the " * 20_000, "the " * 19_000 + "a " * 1_000),
        ("x y " * 10_000, "y x x " * 6_667),
        (" ".join(f"a{n}" for n in range(20_000)), " ".join(f"b{n}" for n in range(20_000))),
        ("w" * 200_000, "w" * 199_999),
        ("." * 50_000, "," * 50_000),
    ],
)
def test_place_ends_on_texts_made_to_stall_it(old: str, new: str):
    assert place(describe(old, 1_000, 1_400), old, new).state in {"placed", "review", "orphan"}
