"""The quick ways of reading names, attributes and texts say what the slow ones do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.cutting import cut_page
from articles.text.clean.door import tidy
from articles.text.clean.purposes import MAX_NAMES, purpose, purposes

NAMES = st.text(st.sampled_from("abdioresx-_1é \n"), max_size=40) | st.sampled_from(["related-box ad", "article__body"])


@given(NAMES)
def test_purposes_of_small_letters_are_those_of_the_same_names_beside_a_capital(names: str):
    assert purposes(names) == purposes(f"{names} X")


def test_purposes_are_told_by_small_names_and_by_capitals():
    assert purposes("related-box") == purposes("RelatedBox") == purpose("related", "box")
    assert purposes(f"{'x' * MAX_NAMES} related") == 0


@given(st.text(st.sampled_from("ab  \t\u00a0\u00ade\u0301.\u200e"), max_size=20) | st.text(max_size=20))
def test_tidy_is_the_same_with_a_line_end_before_the_text(text: str):
    assert tidy(text) == tidy(f"\n{text}")


def words_of(attrs: str) -> tuple[str, int]:
    """The words of an element with these attributes, and the purposes that they name."""
    [item] = [item for item in cut_page(f"<body><div{attrs}>A</div>").elements if item.tag == "div"]
    return item.words, item.means


@pytest.mark.parametrize(
    "others", ["", ' data-n="1"', ' role="note"', ' data-id="7"', ' style="display:none"', " hidden", ' ID="x"', "id=x"]
)
def test_words_of_a_class_are_the_same_whichever_spaces_stand_before_it(others: str):
    assert words_of(f' class="news box"{others}') == words_of(f'  class="news box"{others}')


@pytest.mark.parametrize(
    ("attrs", "words"),
    [
        (' class="news box" id=a role=main itemprop=b', " news box a main b"),
        (' id="a" class=\'x &amp; y\' class="z"', " a x & y"),
        (" hidden class=a", " hidden a"),
        (' aria-hidden="true" style="color:red;display: none"', " hidden hidden"),
        (' aria-hidden="false" style="display:block" data-class="x"', ""),
    ],
)
def test_words_of_an_element_are_those_of_its_names_and_whether_it_is_shown(attrs: str, words: str):
    assert words_of(attrs) == (words, purposes(words))


@pytest.mark.parametrize(
    ("menu", "text"),
    [
        ("<nav><a href='/'>Ho<!-- a -->me</a><a title='>'>News</a></nav>", "Home News"),
        ("<nav>Home<!-- <script> <div> --> News</nav>", "Home News"),
        ("<nav><div>Home</div>News &amp; more</nav>", "Home News & more"),
    ],
)
def test_menu_is_one_block_without_its_tags_and_comments(menu: str, text: str):
    assert [(block.text, block.whole) for block in cut_page(f"<body>{menu}<p>A</p>").blocks] == [
        (text, True),
        ("A", False),
    ]


@pytest.mark.parametrize(
    ("image", "places"),
    [
        ('<img src="/a.jpg">', [0]),
        ('<img src="data:image/gif;base64,x" data-src="http://example.org/a.jpg">', [0]),
        ("<img src=a.jpg>", [0]),
        ('<img src="data:image/gif;base64,x">', []),
        ('<img alt="A boat">', []),
    ],
)
def test_picture_is_one_that_has_an_address(image: str, places: list[int]):
    assert cut_page(f"<body>{image}<p>A</p>").pictures == places
