"""Quotes are found, named and paired whatever their marks and wherever their speaker stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import CleanArticle
from articles.text.compare import Change, compare
from articles.text.compare.quotes import sentence_quotes
from articles.text.compare.tokens import Tokenizer


def quotes(text: str) -> list[str]:
    return [said.quote.text for said in sentence_quotes(0, Tokenizer().words(text))]


def speaker(text: str) -> tuple[str | None, str | None]:
    [said] = sentence_quotes(0, Tokenizer().words(text))
    return said.quote.speaker, said.quote.addressee


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "we will sail" and left.', ["we will sail"]),
        ("“We will sail” and “we will land,” he said.", ["We will sail", "we will land,"]),
        ("‘We’re sailing,’ he said.", ["We’re sailing,"]),
        ("« Nous partons », a-t-il dit.", [" Nous partons "]),
        ("„Wir fahren“, sagte er.", ["Wir fahren"]),
        ("他说：“我们走吧。”", ["我们走吧。"]),
        ("駅長は「楽しみだ」と話した。", ["楽しみだ"]),
        ("“We will sail and then we will see", ["We will sail and then we will see"]),
        ("and we will land,” he said.", ["and we will land,"]),
        ('דובר צה"ל אמר: "נצא לדרך".', ["נצא לדרך"]),
        ("The sailors' union met.", []),
    ],
)
def test_quotes_are_found_in_any_marks(text, found):
    assert quotes(text) == found


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"We will sail," Marta Osk said.', ("Marta Osk", None)),
        ('"We will sail," said Marta Osk, the captain.', ("Marta Osk", None)),
        ('"We will sail," said the ship\'s captain, Marta Osk.', ("Marta Osk", None)),
        ('"We will sail," Marta Osk, 52, told reporters.', ("Marta Osk", "reporters")),
        ('"We will sail," said Athletic\'s manager, Rafe Osk-Voss.', ("Rafe Osk-Voss", None)),
        ('"We will sail," said the Skarne Line\'s operations manager, Maud Osk.', ("Maud Osk", None)),
        ('"We will sail," said Lund\'s deputy.', ("Lund's deputy", None)),
        (
            'Captain Marta Osk, who has sailed before, told the Coast Post: "We will sail."',
            ("Captain Marta Osk", "Coast Post"),
        ),
        ('"We will sail," she added.', ("she", None)),
        ('"We will sail," a harbour official said on Monday.', ("a harbour official", None)),
        ('"We will sail," said a sailor who gave no name.', ("a sailor", None)),
        ('According to Marta Osk, the plan is "very brave indeed".', ("Marta Osk", None)),
        ('In a note that nobody read was written "we will sail".', (None, None)),
        ("«Мы уходим», — сказал капитан порта Пётр Лавров.", ("Пётр Лавров", None)),
        ("« Nous partons demain », a déclaré le maire, Luc Morel.", ("Luc Morel", None)),
    ],
)
def test_quotes_name_who_speaks_and_to_whom(text, who):
    assert speaker(text) == who


def test_quotes_in_a_paragraph_are_carried_on_by_their_speaker():
    article = CleanArticle(paragraphs=("“We will sail,” Marta Osk said. “It is time.”",))

    assert [pair.new.speaker for pair in compare(article, article).quotes if pair.new] == ["Marta Osk", "Marta Osk"]


def test_quotes_are_paired_across_a_frame_that_changed_sides():
    old = CleanArticle(paragraphs=('After the storm Marta Osk said the fleet "will sail at noon and not before."',))
    new = CleanArticle(paragraphs=('"We will sail at noon and not before," Marta Osk told the crew.',))

    comparison = compare(old, new)

    [pair] = comparison.quotes
    assert pair.reworded
    assert not pair.reattributed
    assert set(map(str, comparison.links[0].classes)) == {"quote", "attribution"}


def test_quotes_given_to_another_are_reattributed_not_reworded():
    old = CleanArticle(paragraphs=('"We will sail at noon," said Marta Osk.',))
    new = CleanArticle(paragraphs=("“We will sail at noon,” said Jan Tell.",))

    [pair] = compare(old, new).quotes

    assert (pair.reworded, pair.reattributed) == (False, True)


def test_quotes_put_for_another_leave_their_frame_an_attribution():
    old = CleanArticle(paragraphs=('"We will sail at noon," said Marta Osk, whose father was a captain.',))
    new = CleanArticle(paragraphs=('"Nobody told me anything," said Marta Osk, whose mother was a captain.',))

    [link] = compare(old, new).links

    assert set(map(str, link.classes)) == {"quote", "attribution"}


def test_quotes_of_a_name_are_no_quote_put_in():
    old = CleanArticle(paragraphs=("The fleet was sold, a clerk said.",))
    new = CleanArticle(paragraphs=('The fleet was sold, a clerk of "Northern Star" said.',))

    assert Change.QUOTE not in compare(old, new).counts


def test_quotes_where_they_are_many_are_found_again_in_other_sentences():
    said = [f'"We will sail with boat number{n} at noon{n} tomorrow," Osk said.' for n in range(150)]
    reworded = [text.replace("tomorrow", "today") for text in said]

    quotes = compare(CleanArticle(paragraphs=tuple(said)), CleanArticle(paragraphs=tuple(reworded[::-1]))).quotes

    assert len(quotes) == 150
    assert all(pair.reworded for pair in quotes)


@pytest.mark.parametrize("named", ["Osk", "Captain Marta Osk", "she"])
def test_quotes_are_not_reattributed_when_one_person_is_named_otherwise(named):
    old = CleanArticle(paragraphs=('"We will sail at noon," said Marta Osk.',))
    new = CleanArticle(paragraphs=(f'"We will sail at noon," said {named}.',))

    assert not any(pair.reattributed for pair in compare(old, new).quotes)


@given(st.text(alphabet="ab “”\"'‘’«».,\n", max_size=40))
def test_quotes_lie_inside_their_sentence(text):
    words = Tokenizer().words(text)

    for said in sentence_quotes(0, words):
        assert words.text[said.quote.start : said.quote.end] == said.quote.text
        assert said.quote.start <= words.starts[said.first]
        assert words.ends[said.last - 1] <= said.quote.end
