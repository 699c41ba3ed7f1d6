"""Which sentence comes from which: like with like, moves, splits and mergers."""

from articles.text.article import Caption, CleanArticle
from articles.text.compare import Comparison, compare, with_restored
from articles.text.sentences import article_sentences

RAIN = "Heavy rain closed the coast road on Monday."
BOATS = "Fishing boats stayed in the harbour of Linden."
SCHOOLS = "Schools in the valley were shut for two days."
COUNCIL = "The council will meet on Friday to count the damage."


def body(*paragraphs: str) -> CleanArticle:
    return CleanArticle(paragraphs=paragraphs)


def drawn(comparison: Comparison) -> list[tuple[tuple[int, ...], tuple[int, ...], set[str]]]:
    return [(link.old, link.new, set(map(str, link.classes))) for link in comparison.links]


def test_links_a_moved_sentence_is_the_shorter_of_two_that_changed_places():
    assert drawn(compare(body(RAIN, COUNCIL, BOATS), body(RAIN, BOATS, COUNCIL))) == [
        ((0,), (0,), set()),
        ((2,), (1,), {"moved"}),
        ((1,), (2,), set()),
    ]


def test_links_two_sentences_joined_are_one_merger():
    joined = RAIN.removesuffix(".") + ", and schools in the valley were shut for two days."

    assert drawn(compare(body(RAIN, SCHOOLS), body(joined))) == [((0, 1), (0,), {"merged", "wording"})]


def test_links_a_sentence_cut_in_two_is_one_split_with_a_piece_each():
    whole = "Heavy rain closed the coast road on Monday, and the council will meet on Friday to count the damage."

    comparison = compare(body(whole), body(RAIN + " " + COUNCIL))

    assert drawn(comparison) == [((0,), (0, 1), {"split", "wording"})]
    [first, second] = comparison.links[0].pieces
    assert whole[first.old_start : first.old_end] == "Heavy rain closed the coast road on Monday,"
    assert whole[second.old_start : second.old_end].startswith(" and the council")


def test_links_a_removal_stands_where_the_sentence_stood():
    assert drawn(compare(body(RAIN, BOATS, SCHOOLS), body(RAIN, SCHOOLS, COUNCIL))) == [
        ((0,), (0,), set()),
        ((1,), (), {"removed"}),
        ((2,), (1,), set()),
        ((), (2,), {"added"}),
    ]


def test_links_repeated_sentences_stay_with_their_neighbours():
    old, new = body("No comment.", RAIN, "No comment.", BOATS), body(RAIN, "No comment.", BOATS)

    assert drawn(compare(old, new))[0] == ((0,), (), {"removed"})


def test_links_headline_with_headline_however_much_it_changed():
    [link] = compare(CleanArticle(headline="Rain"), CleanArticle(headline="Council meets")).links

    assert (link.old, link.new) == ((0,), (0,))


def test_links_captions_with_captions_though_the_body_says_the_same():
    old = CleanArticle(captions=(Caption(BOATS),), paragraphs=(RAIN,))
    new = CleanArticle(captions=(Caption(BOATS.replace("stayed", "waited")),), paragraphs=(RAIN, BOATS))

    assert drawn(compare(old, new))[0] == ((0,), (0,), {"wording"})


def test_links_a_sentence_raised_to_the_standfirst_has_moved():
    comparison = compare(body(RAIN, BOATS), CleanArticle(standfirst=BOATS, paragraphs=(RAIN,)))

    assert ((1,), (0,), {"moved"}) in drawn(comparison)


def test_links_tags_have_no_order():
    comparison = compare(CleanArticle(tags=("rain", "sea", "coast")), CleanArticle(tags=("coast", "rain")))

    assert comparison.counts == {"removed": 1}


def test_links_an_addition_that_stood_before_is_restored():
    comparison = compare(body(RAIN), body(RAIN, BOATS, SCHOOLS))

    again = with_restored(comparison, [article_sentences(body(RAIN, BOATS.replace("stayed", "remained")))])

    assert drawn(again)[1:] == [((), (1,), {"restored"}), ((), (2,), {"added"})]


def test_links_rewritten_paragraph_between_kept_neighbours_is_one_edit():
    old, new = "The mayor spoke of a bad day for fishermen.", "It was a bad day, the mayor told reporters later."

    assert drawn(compare(body(RAIN, old, SCHOOLS), body(RAIN, new, SCHOOLS)))[1][:2] == ((1,), (1,))


def test_links_what_moved_in_between_does_not_part_neighbours():
    old, new = "The mayor spoke of a bad day for fishermen.", "It was a bad day, the mayor told reporters later."

    links = drawn(compare(body(RAIN, old, COUNCIL, SCHOOLS), body(RAIN, new, SCHOOLS, COUNCIL)))

    assert ((1,), (1,)) in [link[:2] for link in links]


def test_links_of_several_between_the_same_neighbours_are_the_most_alike():
    old, new = "The mayor spoke of a bad day for fishermen.", "It was a bad day, the mayor told reporters later."

    links = drawn(compare(body(RAIN, old, SCHOOLS), body(RAIN, COUNCIL, new, SCHOOLS)))

    assert [link[:2] for link in links] == [((0,), (0,)), ((), (1,)), ((1,), (2,)), ((2,), (3,))]


def test_links_a_sentence_that_is_back_is_no_edit_of_the_one_that_went():
    went = "Fishing boats from the north stayed out at sea for two days."
    comparison = compare(body(RAIN, went, COUNCIL), body(RAIN, SCHOOLS, COUNCIL))
    assert drawn(comparison)[1][:2] == ((1,), (1,))

    again = with_restored(comparison, [article_sentences(body(RAIN, SCHOOLS, COUNCIL))])

    assert drawn(again)[1:3] == [((1,), (), {"removed"}), ((), (1,), {"restored"})]
