"""Lines that recur over stories are counted once a story, and sentences need more stories than furniture."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import Part, Reason, Role
from articles.text.clean.debris import MIN_STORIES
from articles.text.clean.recurring import FEWEST_FOR_SENTENCES, LineCount, line_digest

SENTENCE = "Sign up for our morning letter and never miss a story from the coast."


def page(*lines: str, reason: Reason | None = None) -> list[Part]:
    return [Part(f"{line}\n", Role.REMOVED if reason else Role.BODY, reason) for line in lines]


def counted(stories: int, *lines: str, pages: int = 1, reason: Reason | None = None) -> LineCount:
    counts = LineCount()
    for _ in range(stories):
        counts.add_story([page(*lines, reason=reason)] * pages)
    return counts


def test_a_line_in_three_stories_recurs() -> None:
    (found,) = counted(3, "More from  the Coast").recurring()
    assert (found.line, found.text, found.stories) == ("more from the coast", "More from the Coast", 3)
    assert (found.digest, found.needed) == (line_digest("more from the coast"), 0)


def test_pages_of_one_story_count_once() -> None:
    assert counted(2, "More from the coast", pages=9).recurring() == ()


def test_a_sentence_needs_more_stories() -> None:
    (found,) = counted(3, SENTENCE).recurring()
    assert found.needed == FEWEST_FOR_SENTENCES


def test_what_was_left_out_as_debris_is_counted_on_and_other_lines_are_not() -> None:
    assert len(counted(3, "More from the coast", reason=Reason.SOURCE_DEBRIS).recurring()) == 1
    assert counted(3, "More from the coast", reason=Reason.NAVIGATION).recurring() == ()


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=12))
def test_counts_are_of_stories(stories: list[list[str]]) -> None:
    counts = LineCount()
    for lines in stories:
        counts.add_story([page(*lines)])
    found = {each.line: each.stories for each in counts.recurring()}
    assert found == {line: n for line in "abcdef" if (n := sum(line in lines for lines in stories)) >= MIN_STORIES}
