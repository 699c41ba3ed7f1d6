"""Editors' words and counted debris in an article: what an editor says is so, and nothing else changes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import CleanArticle, Part, Reason, Role
from articles.text.clean import clean_capture
from articles.text.clean.debris import debris_key
from articles.text.clean.rulings import OwnWord, SourceWords, placed_words, told, under_source
from articles.text.group.fold import folded_line
from articles.text.keeping import as_json, packed_parts, stored_article

FIRST = "The harbour stays closed until Friday, the port master said on Monday."
SECOND = "Three ferries were sent north and will not be back before the weekend."
THIRD = "The council meets on Thursday to talk about what the closing has cost."
SIGN_UP = "Sign up for our morning letter and never miss a story from the coast."
MORE = "More from the coast"


def article(*body: str) -> CleanArticle:
    parts = (Part("Harbour closed\n", Role.HEADLINE), *(Part(f"{line}\n", Role.BODY) for line in body))
    return CleanArticle(headline="Harbour closed", paragraphs=body, parts=parts, doubts=("headline",))


def counted(*lines: str) -> SourceWords:
    return SourceWords(counted=frozenset(map(debris_key, lines)))


def test_a_line_that_recurs_goes_and_says_why() -> None:
    cleaned = under_source(article(FIRST, SECOND, MORE), counted(MORE))
    assert cleaned.paragraphs == (FIRST, SECOND)
    assert [(gone.text, gone.reason, gone.line) for gone in cleaned.removed] == [(MORE, Reason.SOURCE_DEBRIS, 3)]


def test_a_sentence_among_the_article_s_own_stays_unless_an_editor_calls_it_debris() -> None:
    whole = article(FIRST, SIGN_UP, THIRD)
    assert under_source(whole, counted(SIGN_UP)) == whole
    ruled = SourceWords(debris=frozenset({debris_key(SIGN_UP)}))
    assert under_source(whole, ruled).paragraphs == (FIRST, THIRD)


def test_a_sentence_at_the_end_goes() -> None:
    assert under_source(article(FIRST, SECOND, SIGN_UP), counted(SIGN_UP)).paragraphs == (FIRST, SECOND)


def test_no_article_is_emptied() -> None:
    whole = article(FIRST, SECOND)
    assert under_source(whole, counted(FIRST, SECOND)) == whole


def test_an_editor_s_word_goes_before_what_was_counted() -> None:
    words = SourceWords(roles={folded_line(MORE): Role.BODY}, counted=frozenset({debris_key(MORE)}))
    assert under_source(article(FIRST, MORE), words).paragraphs == (FIRST, MORE)


def test_a_line_becomes_the_headline_and_is_doubted_no_more() -> None:
    cleaned = told(article(FIRST, SECOND, MORE), {3: Role.HEADLINE})
    assert (cleaned.headline, cleaned.paragraphs, cleaned.doubts) == (MORE, (FIRST, SECOND), ())


def test_a_line_becomes_a_caption_and_none_again() -> None:
    with_caption = told(article(FIRST, SECOND), {2: Role.CAPTION})
    assert [caption.text for caption in with_caption.captions] == [SECOND]
    assert told(with_caption, {2: Role.BODY}).captions == ()


def test_a_byline_names_its_authors() -> None:
    cleaned = told(article("By Ada Brandt and Finn Oster", FIRST), {1: Role.BYLINE})
    assert cleaned.authors == ("Ada Brandt", "Finn Oster")


def test_words_find_their_line_where_it_stands_now() -> None:
    parts = article(FIRST, MORE, SECOND, MORE).parts
    words = [OwnWord(folded_line(MORE), 4, Role.REMOVED), OwnWord(folded_line(MORE), 2, Role.BODY)]
    assert placed_words(parts, words) == [4, 2]
    assert placed_words(parts, [OwnWord("long gone", 1, Role.BODY)]) == [None]


def test_typography_does_not_hide_a_line() -> None:
    assert under_source(article(FIRST, "“More” from the coast"), counted("'MORE'  from the coast")).paragraphs == (
        FIRST,
    )


lines = st.lists(st.sampled_from([FIRST, SECOND, THIRD, SIGN_UP, MORE, "Photo: Ada Brandt", ""]), max_size=12)


@given(lines=lines, data=st.data())
def test_saying_what_cleaning_said_changes_nothing_and_words_are_idempotent(
    lines: list[str], data: st.DataObject
) -> None:
    cleaned = clean_capture("\n".join(lines))
    assert told(cleaned, {at: part.role for at, part in enumerate(cleaned.parts)}) == cleaned
    at = st.dictionaries(st.integers(0, max(0, len(cleaned.parts) - 1)), st.sampled_from(Role), max_size=4)
    roles = data.draw(at) if cleaned.parts else {}
    once = told(cleaned, roles)
    assert told(once, roles) == once
    assert [part.text for part in once.parts] == [part.text for part in cleaned.parts]


@given(lines=lines)
def test_what_is_stored_comes_back(lines: list[str]) -> None:
    cleaned = clean_capture("date 2026-03-01 " + "\n".join(lines))
    assert stored_article(as_json(cleaned), packed_parts(cleaned)) == cleaned
    assert stored_article({}) == replace(CleanArticle())
