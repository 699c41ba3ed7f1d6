"""Who brought each passage, who dropped it, what came back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.article import CleanArticle
from articles.text.history import History, State, came_in, history
from tests.text.compare.versions import articles

RAIN = "Heavy rain closed the coast road on Monday."
BOATS = "Fishing boats stayed in the harbour of Linden."
SCHOOLS = "Schools in the valley were shut for two days."
COUNCIL = "The council will meet on Friday to count the damage."
BOATS_LATER = "Fishing boats stayed in the crowded harbour of Linden."
JOINED = "Heavy rain closed the coast road on Monday and schools in the valley were shut for two days."


def told(*versions: tuple[str, ...]) -> History:
    return history([CleanArticle(paragraphs=paragraphs) for paragraphs in versions])


def states(story: History) -> dict[str, list[str]]:
    return {passage.text: [str(cell.state) for cell in passage.cells] for passage in story.passages}


def test_history_says_who_brought_edited_and_dropped_each_passage():
    story = told((RAIN, BOATS), (RAIN, BOATS_LATER, COUNCIL), (RAIN, COUNCIL))

    assert states(story) == {
        RAIN: ["new", "same", "same"],
        BOATS_LATER: ["new", "edited", "absent"],
        COUNCIL: ["absent", "new", "same"],
    }
    assert [(passage.brought_by, passage.dropped_by) for passage in story.passages] == [(0, None), (0, 2), (1, None)]


def test_history_says_what_came_back_and_when():
    story = told((RAIN, BOATS), (RAIN,), (RAIN, SCHOOLS), (RAIN, BOATS_LATER, SCHOOLS))

    [boats] = [passage for passage in story.passages if passage.text == BOATS_LATER]

    assert [str(cell.state) for cell in boats.cells] == ["new", "absent", "absent", "restored"]
    assert (boats.brought_by, boats.dropped_by, boats.restored_by) == (0, None, (3,))
    assert story.steps[2].counts == {"restored": 1}


def test_history_tells_a_move_from_an_edit():
    story = told((RAIN, BOATS, SCHOOLS, COUNCIL), (RAIN, SCHOOLS, COUNCIL, BOATS))

    assert states(story)[BOATS] == ["new", "moved"]
    assert story.changed == (0, 0)


def test_history_gives_each_part_of_a_split_its_row_and_takes_them_up_again_after_a_merger():
    apart, together = (RAIN, SCHOOLS), (JOINED,)

    story = told(apart, together, apart, together, apart)

    assert len(story.passages) == 2
    assert [passage.brought_by for passage in story.passages] == [0, 0]


def test_history_rows_stand_in_reading_order_with_dropped_ones_where_they_stood():
    story = told((RAIN, BOATS, SCHOOLS), (RAIN, SCHOOLS), (RAIN, COUNCIL, SCHOOLS))

    assert [passage.text for passage in story.passages] == [RAIN, BOATS, COUNCIL, SCHOOLS]


def test_came_in_names_the_version_that_brought_the_words():
    story = told((BOATS,), (BOATS_LATER,))
    at = BOATS_LATER.index("crowded")

    assert came_in(story, 1, 0, at, at + 7) == (1,)
    assert came_in(story, 1, 0, 0, 7) == (0,)
    assert came_in(story, 1, 0, 0, len(BOATS_LATER)) == (0, 1)


def test_came_in_follows_words_through_a_time_they_were_gone():
    story = told((RAIN, BOATS), (RAIN,), (RAIN, BOATS_LATER))

    assert came_in(story, 2, 1, 0, 7) == (0,)


def test_came_in_leaves_words_with_those_who_brought_them_when_only_marks_change():
    story = told((f'"{RAIN}" he said.',), (f"“{RAIN}” he said.",))

    assert {origin.version for origin in story.origins[1][0]} == {0}


def test_history_counts_the_words_that_each_version_changed():
    story = told((RAIN, BOATS), (RAIN, BOATS_LATER), (RAIN, BOATS_LATER, COUNCIL), (RAIN,))

    assert story.changed == (0, 1, 10, 19)


def test_history_of_nothing_is_empty():
    assert history([]).passages == ()


@given(st.lists(articles(), max_size=4))
@settings(deadline=None)
def test_history_holds_every_sentence_of_every_version(versions):
    story = history(versions)

    for number, sentences in enumerate(story.sentences):
        cells = {passage.cells[number].sentence for passage in story.passages} - {None}
        assert cells == set(range(len(sentences)))
        for sentence, origins in zip(sentences, story.origins[number], strict=True):
            assert "".join(sentence.text[origin.start : origin.end] for origin in origins) == sentence.text
            assert all(origin.version <= number for origin in origins)
    for passage in story.passages:
        assert len(passage.cells) == len(versions)
        assert passage.cells[passage.brought_by].state is State.NEW
