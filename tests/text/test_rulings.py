import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import Part, Reason, Role
from articles.text.rulings import NotInBody, effective, put_in, take_out

PARTS = (
    Part("Harbour closed\n", Role.HEADLINE),
    Part("First paragraph.\n", Role.BODY),
    Part("Read  more here\n", Role.REMOVED, Reason.RELATED),
    Part("Second paragraph.\n", Role.BODY),
)
PARAGRAPHS = ("First paragraph.", "Second paragraph.")


def test_an_editor_s_word_is_in_force_and_says_so():
    ruled = effective(PARTS, {2: Role.BODY, 3: Role.REMOVED, 0: Role.HEADLINE})
    assert [(part.role, part.reason) for part in ruled] == [
        (Role.HEADLINE, None),
        (Role.BODY, None),
        (Role.BODY, None),
        (Role.REMOVED, Reason.EDITOR),
    ]


def test_a_line_comes_back_where_it_stood():
    assert put_in(PARAGRAPHS, PARTS, 2) == ("First paragraph.", "Read more here", "Second paragraph.")


def test_a_line_before_the_body_comes_first():
    assert put_in(PARAGRAPHS, PARTS, 0)[0] == "Harbour closed"


def test_a_paragraph_is_taken_out():
    assert take_out(PARAGRAPHS, PARTS, 3) == ("First paragraph.",)


def test_of_two_equal_paragraphs_the_one_at_its_place_goes():
    parts = (Part("Yes.", Role.BODY), Part("No.", Role.BODY), Part("Yes.", Role.BODY))
    assert take_out(("Yes.", "No.", "Yes."), parts, 2) == ("Yes.", "No.")


def test_a_line_inside_a_paragraph_is_taken_out_of_it():
    parts = (Part("One. ", Role.BODY), Part("Advert.", Role.BODY), Part(" Two.", Role.BODY))
    assert take_out(("One. Advert. Two.",), parts, 1) == ("One. Two.",)


def test_what_is_not_there_is_said():
    with pytest.raises(NotInBody, match="Harbour closed"):
        take_out(PARAGRAPHS, PARTS, 0)


lines = st.lists(st.text("abc xyz.", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=8, unique=True)


@given(texts=lines, data=st.data())
def test_putting_in_and_taking_out_are_each_other_s_inverse(texts: list[str], data: st.DataObject):
    paragraphs = tuple(" ".join(text.split()) for text in texts)
    gone = data.draw(st.integers(0, len(texts) - 1))
    keys = [paragraph.casefold() for paragraph in paragraphs]
    if any(one in other for at, one in enumerate(keys) for to, other in enumerate(keys) if at != to):
        return
    parts = [Part(text, Role.BODY) for text in texts]
    assert put_in(take_out(paragraphs, parts, gone), parts, gone) == paragraphs
