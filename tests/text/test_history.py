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


def passages(count: int) -> list[str]:
    """Return sentences that share no word."""
    letters = "bdfghklmnprstvz"
    return [
        " ".join(f"{letters[n % 15]}{vowel}{letters[n // 15]}{vowel}n" for vowel in "aeiou") + "." for n in range(count)
    ]


@st.composite
def stories(draw: st.DrawFn) -> list[list[str]]:
    """Versions that drop, bring, bring back and move whole sentences."""
    told = passages(12)
    versions = [draw(st.lists(st.sampled_from(told), unique=True, min_size=3, max_size=6))]
    for _ in range(draw(st.integers(1, 12))):
        version = list(versions[-1])
        for sentence in draw(st.lists(st.sampled_from(told), unique=True, max_size=3)):
            if sentence in version:
                version.remove(sentence)
            if draw(st.booleans()):
                version.insert(draw(st.integers(0, len(version))), sentence)
        versions.append(version)
    return versions


def wanted_state(versions: list[list[str]], number: int, sentence: str) -> set[State]:
    """Return the states that a passage may have in a version, told from the texts alone."""
    if sentence not in versions[number]:
        return {State.ABSENT}
    if number and sentence in versions[number - 1]:
        return {State.SAME, State.MOVED}
    return {State.RESTORED} if any(sentence in version for version in versions[:number]) else {State.NEW}


@given(stories())
@settings(deadline=None)
def test_history_gives_each_passage_a_row_that_says_when_it_was_there(versions):
    story = told(*map(tuple, versions))

    rows = {passage.text: passage for passage in story.passages}
    assert len(rows) == len(story.passages) == len({sentence for version in versions for sentence in version})
    for sentence, row in rows.items():
        first = next(number for number, version in enumerate(versions) if sentence in version)
        assert row.brought_by == first
        for number, version in enumerate(versions):
            assert row.cells[number].state in wanted_state(versions, number, sentence)
            if sentence in version:
                assert version.index(sentence) == row.cells[number].sentence
                assert came_in(story, number, version.index(sentence), 0, len(sentence)) == (first,)


def test_history_of_sixty_versions_follows_each_passage():
    told_passages = passages(40)
    versions = [[text for n, text in enumerate(told_passages) if (n * 7 + number) % 10 > 2] for number in range(60)]

    story = told(*map(tuple, versions))

    assert len(story.passages) == 40
    for row in story.passages:
        assert all(cell.state in wanted_state(versions, number, row.text) for number, cell in enumerate(row.cells))
        assert len(row.restored_by) >= 4


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
