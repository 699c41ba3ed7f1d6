"""The form of lines and the words of boxes: measured all at once, they are what one line at a time has."""

import math
import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.boxes import box_words
from articles.text.clean.door import folded, is_folded, tidy
from articles.text.clean.wording import LOOK, NAMES, TRAITS, wordings

SIGNS = " .,;:!?…。！、，،”»)]'\"“„|•/©#@-–—0123٣AbÉéßǅΣ𝐁𝟗中かไ가"
lines = st.lists(
    st.one_of(
        st.text(alphabet=SIGNS, max_size=40),
        st.text(max_size=30),
        st.sampled_from(["He said so.", "www.wend.example", "at 10:30", "Word " * 120, "x" * LOOK + " B", "SHARE!"]),
    ).map(tidy),
    max_size=12,
).map(lambda texts: [text for text in texts if text])


def wording(text: str) -> list[float]:
    """The same numbers of one line, counted one by one."""
    head = text[:LOOK]
    words = head.split()
    unspaced = len(re.findall("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]", head))
    length = len(words) + unspaced / 2
    bare = text[-4:].rstrip("\"”’»›」』)]'")[-1:] if text[-1] in "\"”’»›」』)]'" else text[-1]
    named = words[:NAMES]
    return [
        math.log1p(length * len(text) / len(head)),
        math.log1p(len(text)),
        len(head) / (len(words) + unspaced),
        bare in set(".!?…。！？।؟"),
        text[-1] in ":;,-–—",
        sum(map(head.count, ",;、，،")) / length,
        sum(map(head.count, [". ", "? ", "! ", "。"])) / length,
        len(re.findall(r"\d", head)) / len(head),
        sum(word[0].isupper() for word in named) / len(named),
        bool({head[0], text[-1]} & set('"“”„«»‘’「『')),
        len(re.findall(r"[|•›»·/>→©#@_{}=\[\]]", head)) / len(head),
        re.search(r"https?:|www\.|@\w|\d{1,2}:\d\d", head) is not None,
        head[0].islower(),
        head.isupper(),
        length < 4,
        unspaced / len(head),
    ]


@given(lines)
def test_wordings_of_many_lines_are_those_of_each(texts):
    expected = np.array([wording(text) for text in texts], dtype=float).reshape(-1, TRAITS)
    np.testing.assert_allclose(wordings(texts), expected, rtol=1e-12)


@given(lines)
def test_box_words_of_many_lines_are_those_of_each(texts):
    each = [box_words([text]) for text in texts]
    assert np.array_equal(box_words(texts), np.vstack(each) if each else box_words([]))


def test_box_words_are_shares_of_the_words_that_say_what_a_box_is_for():
    newsletter, nothing = box_words(["Subscribe, free: our newsletter!", "The ferry sails again"])
    assert newsletter[1] == 3 / 4
    assert not nothing.any()


@given(st.text(max_size=30), st.text(max_size=30))
def test_text_is_folded_words_exactly_where_it_folds_to_them(text, other):
    assert is_folded(text, folded(text))
    assert is_folded(text, folded(other)) == (folded(text) == folded(other))
