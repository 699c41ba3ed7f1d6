"""Paragraphs cut at the borders of notes: nothing of the text is lost, and each cut knows its notes."""

from hypothesis import given
from hypothesis import strategies as st

from articles.reads.passages import Brought, Passage, cut
from articles.text.anchor import body_text

TEXTS = st.lists(st.text(alphabet="ab é中\U0001f5de", min_size=1, max_size=12), min_size=1, max_size=5)


def test_cut_leaves_paragraphs_without_notes_whole() -> None:
    (paragraph,) = cut(["One two."], [])
    assert [segment.text for segment in paragraph.segments] == ["One two."]


def test_cut_marks_where_two_notes_overlap() -> None:
    (paragraph,) = cut(["One two three."], [Passage(1, 0, 7), Passage(2, 4, 13)])
    assert [(segment.text, segment.notes) for segment in paragraph.segments] == [
        ("One ", (1,)),
        ("two", (1, 2)),
        (" three", (2,)),
        (".", ()),
    ]


def test_cut_opens_a_note_once_though_it_spans_paragraphs() -> None:
    paragraphs = cut(["One.", "Two."], [Passage(7, 1, 8)])
    assert [segment.opens for paragraph in paragraphs for segment in paragraph.segments if segment.notes] == [(7,), ()]


def test_cut_says_where_a_note_is_unsure() -> None:
    (paragraph,) = cut(["One two."], [Passage(1, 0, 3, unsure=True)])
    assert [segment.unsure for segment in paragraph.segments] == [True, False]


def test_cut_ends_a_passage_beyond_the_body_with_the_body() -> None:
    (paragraph,) = cut(["One."], [Passage(1, 2, 99)])
    assert paragraph.segments[-1].notes == (1,)


@given(TEXTS, st.data())
def test_cut_loses_and_doubles_nothing(paragraphs: list[str], data: st.DataObject) -> None:
    length = len(body_text(paragraphs))
    ends = data.draw(st.lists(st.tuples(st.integers(0, length), st.integers(0, length)), max_size=6))
    passages = [Passage(n, min(pair), max(pair)) for n, pair in enumerate(ends) if pair[0] != pair[1]]
    made = cut(paragraphs, passages)
    assert ["".join(segment.text for segment in one.segments) for one in made] == paragraphs
    body = body_text(paragraphs)
    for one in made:
        for segment in one.segments:
            assert body[segment.start : segment.start + len(segment.text)] == segment.text
            assert set(segment.notes) == {
                passage.note
                for passage in passages
                if passage.start < segment.start + len(segment.text) and passage.end > segment.start
            }


@given(
    paragraphs=TEXTS,
    notes=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
    late=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=3),
)
def test_cut_loses_nothing_whatever_came_in_late(paragraphs, notes, late) -> None:
    passages = [Passage(number, *sorted(note)) for number, note in enumerate(notes)]
    brought = {0: [Brought(*sorted(words), 2, 1, 2) for words in late]}
    made = cut(paragraphs, passages, brought)
    assert ["".join(segment.text for segment in paragraph.segments) for paragraph in made] == paragraphs
