"""Tag lines: cut at separators, else by what the article names."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.tags import split_tags


def test_run_together_tags_are_cut_where_the_article_ends_a_name():
    article = "Harbour clerk Odo Prewitt met Ann Lee. Lower Wend was not asked."
    assert split_tags("Odo Prewitt Ann Lee Lower Wend", article) == ("Odo Prewitt", "Ann Lee", "Lower Wend")


def test_words_the_article_does_not_have_stay_together():
    assert split_tags("River Transport Ann Lee", "Ann Lee said so.") == ("River Transport", "Ann Lee")


def test_separators_go_before_names():
    assert split_tags("Ferries, Lower Wend; Ann Lee", "") == ("Ferries", "Lower Wend", "Ann Lee")


@given(st.lists(st.sampled_from(["Odo", "Prewitt", "Lee", "River"]), max_size=9), st.text())
def test_no_word_of_a_tag_line_is_lost(words, article):
    tags = split_tags(" ".join(words), article)
    assert set(" ".join(tags).split()) == set(words)
