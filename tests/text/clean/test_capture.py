"""Text captures: every line accounted for, whatever comes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import Reason, Role
from articles.text.clean import clean_capture
from articles.text.clean.door import MAX_CAPTURE
from articles.text.clean.marks import is_script

PROSE = "The council of Lower Wend voted on Monday to reopen the old ferry, which had been laid up since the spring."
MORE = "Members said that the boat would need new planks, a new engine and, above all, a captain who could be found."
LAST = "The first crossing is planned for the second week of June, if the river allows it, the mayor said."

line = st.one_of(st.text(max_size=60), st.sampled_from([PROSE, MORE, LAST, "By Ann Lee", "Most Read", "", "Tags A B"]))
capture = st.builds("\n".join, st.lists(line, max_size=25))


@given(st.one_of(st.text(), capture))
def test_parts_give_the_capture_back_to_the_character(text):
    assert "".join(part.text for part in clean_capture(text).parts) == text


@given(capture)
def test_removed_lines_have_a_reason_and_kept_ones_have_none(text):
    for part in clean_capture(text).parts:
        assert (part.reason is not None) == (part.role is Role.REMOVED)


@given(capture)
def test_removed_names_the_parts_that_are_removed(text):
    article = clean_capture(text)
    removed = [at for at, part in enumerate(article.parts) if part.role is Role.REMOVED]
    assert [removed.line for removed in article.removed] == removed


@given(capture)
def test_same_capture_gives_the_same_article(text):
    assert clean_capture(text) == clean_capture(text)


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_characters_lone_surrogates_too_are_cleaned(text):
    article = clean_capture(text)
    assert not any("\0" in paragraph or "\ud800" in paragraph for paragraph in article.paragraphs)


def test_stamp_is_the_day_of_the_capture_and_no_text():
    article = clean_capture(f"date 2024-11-20 {PROSE}\n{MORE}\n{LAST}\n")
    assert article.captured == "2024-11-20"
    assert article.paragraphs == (PROSE, MORE, LAST)
    assert article.removed[0].reason is Reason.STAMP


def test_script_between_paragraphs_is_removed_as_script():
    script = "ads.cmd.push(function () { ads({ slot: '36af' }).render('4c4d'); });"
    article = clean_capture(f"{PROSE}\n\n{script}\n\n{MORE}\n\n{LAST}")
    assert article.paragraphs == (PROSE, MORE, LAST)
    assert [(removed.text, removed.reason) for removed in article.removed] == [(script, Reason.SCRIPT)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The tag <script>alert(1)</script> was printed as it stood on the council's page until Monday, he said.",
        "A comment of <img src=x onerror=alert(1)> was enough to take over the page of any reader, they found.",
        "<script> elements in a reader's name were run by every browser that opened the list of members.",
    ],
)
def test_sentence_that_quotes_a_script_tag_stays_in_the_body(sentence):
    assert clean_capture(f"{PROSE}\n\n{sentence}\n\n{MORE}\n\n{LAST}").paragraphs == (PROSE, sentence, MORE, LAST)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The ferry lay at the quay all day on Monday. Herald/Ann Lee", "Herald/Ann Lee"),
        ("Crowds in Lower Wend saw it off at dawn. wend.is/Bo Lee Chen", "wend.is/Bo Lee Chen"),
    ],
)
def test_line_that_ends_in_a_paper_and_a_name_is_a_caption(line, credit):
    (caption,) = clean_capture(f"{PROSE}\n\n{line}\n\n{MORE}\n\n{LAST}").captions
    assert (caption.text, caption.credit) == (line.removesuffix(f" {credit}"), credit)


@pytest.mark.parametrize("line", ["He said that it was red and/or blue.", "It sailed again. pic.example.com/ABcd"])
def test_line_with_a_stroke_in_it_is_no_caption(line):
    assert clean_capture(f"{PROSE}\n\n{line}\n\n{MORE}\n\n{LAST}").captions == ()


@pytest.mark.parametrize(
    "code",
    [
        '</noscript><script id="data" type="application/json">{"title": "The ferry, by those who sailed on it."}',
        "<script>window.ads = ads; window.ads.show('The best of boats, for you.');</script>",
        "<style>.boat { color: red; } .boat a { color: blue; }</style>",
        "if (window.ads) { ads.push(function () { show('Ferry tickets are sold here again, at last.'); }); }",
    ],
)
def test_code_that_holds_a_sentence_is_a_script_all_the_same(code):
    assert is_script(code)


def test_soft_hyphens_and_double_spaces_are_folded():
    soft = PROSE.replace("ferry", "fer\u00adry")
    article = clean_capture(f"{soft}\n{MORE.replace(' ', '  ')}\n{LAST}")
    assert article.paragraphs == (PROSE, MORE, LAST)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000_000,
        "\n" * 3_000_000,
        f"{PROSE}\n" * 100_000,
        " " * 3_000_000,
        "(photo credit: " * 200_000,
        "\u200f" * 1_000_000,
        "a\0b\ud800" * 300_000,
        "date 2024-11-20 " * 200_000,
        "By By By By " * 300_000,
        "1/2/2024 " * 300_000,
        "It sailed. Photo by Ann Lee / Agency " * 100_000,
        "Ann Lee Staff Writer\n" * 50_000,
        "\u202eA\u200fB\u202c\u2066C\u2069 " * 200_000,
    ],
    ids=[
        "one line",
        "line ends",
        "lines",
        "spaces",
        "credits",
        "marks",
        "unstorable",
        "stamps",
        "bylines",
        "dates",
        "behind",
        "posts",
        "directions",
    ],
)
def test_hostile_captures_are_cleaned_and_given_back(text):
    article = clean_capture(text)
    assert sum(len(part.text) for part in article.parts) == len(text)
    assert len(text) <= MAX_CAPTURE or "paragraphs" in article.doubts
