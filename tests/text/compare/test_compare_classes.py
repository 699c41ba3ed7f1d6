"""What a change of words is called, one example a rule."""

import pytest

from articles.text.article import CleanArticle
from articles.text.compare import compare, link_runs, summary

BACKGROUND = "The harbour of Linden was built by Marta Osk and the Coal Board (CB) for the Republic of Tarn."


def classes(old: str, new: str) -> set[str]:
    """Return the classes of the one link between two versions of a sentence, in an article that knows some names."""
    comparison = compare(CleanArticle(paragraphs=(old, BACKGROUND)), CleanArticle(paragraphs=(new, BACKGROUND)))
    [link] = [link for link in comparison.links if 0 in link.old and 0 in link.new]
    return set(map(str, link.classes))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ('He said "we sail at noon" twice.', "He said “we sail at noon” twice.", {"typographic"}),
        ("The U.S. fleet left port.", "The US fleet left port.", {"typographic"}),
        ("It cost 1,500 crowns - or so.", "It cost 1500 crowns – or so.", {"typographic"}),
        ("The infor\u00admation is old.", "The information is old.", {"typographic"}),
        ("Prices rose 3.5 percent in May.", "Prices rose 3.5% in May.", {"typographic"}),
        ("A loss of $85m was booked.", "A loss of $85 million was booked.", {"typographic"}),
        ("Two boats were lost at sea.", "2 boats were lost at sea.", {"typographic"}),
        ("The Coal board met on deck.", "The Coal Board met on deck.", {"case"}),
        ("About 40 boats were lost at sea.", "About 60 boats were lost at sea.", {"number"}),
        ("The boats were lost on Monday night.", "The boats were lost on Tuesday night.", {"number"}),
        ("The boats belong to Marta Osk of Tarn.", "The boats belong to Mara Osk of Tarn.", {"name"}),
        ("The boats belong to Marta Lund of Tarn.", "The boats belong to Marta Lundgren of Tarn.", {"name"}),
        ("The boats belong to Marta William here.", "The boats belong to Marta Williams here.", {"name"}),
        ("The boats of South Korea left port.", "The boats of South Korean left port.", {"wording"}),
        ("The boats belong to a Coal Democrat here.", "The boats belong to a Coal Democrats here.", {"wording"}),
        ("The boats sailed from Linden at dawn.", "The boats sailed from Tarn at dawn.", {"name"}),
        ("The boats belong to Osk and her sons.", "The boats belong to Marta Osk and her sons.", {"name"}),
        ("The Coal Board owns the boats here.", "The CB owns the boats here.", {"wording"}),
        ("The boats belong to Minister Osk", "The boats belong to Minister Lund", {"name"}),
        ("The boats belong to Foreign Minister Osk.", "The boats belong to Defence Minister Osk.", {"wording"}),
        ('"We lost it all in the storm," Marta Osk said.', '"We lost it all in the storm," Mara Osk said.', {"name"}),
        ("Soldiers entered the quiet harbour.", "Soldiers stormed the quiet harbour.", {"wording"}),
        ("The boats, built in a hurry, sank.", "The boats sank.", {"wording"}),
        ('Osk called the plan "a very brave idea".', 'Osk called the plan "a brave idea".', {"quote"}),
        ("Osk called the plan brave and new.", 'Osk called the plan "brave" and new.', {"quote"}),
        (
            '"We lost 40 boats in the storm," Osk said.',
            '"We lost 60 boats in the storm," Osk said.',
            {"quote", "number"},
        ),
        ('"We will rebuild it all," Osk said.', '"We will rebuild it all," the mayor said.', {"attribution"}),
        ("Osk said that the boats sank.", "Osk claimed that the boats sank.", {"attribution"}),
        ("The boats sank in the storm, police said.", "The boats sank in the storm.", {"attribution"}),
        ("According to the mayor, the boats sank.", "According to a fisherman, the boats sank.", {"attribution"}),
        (
            "The boats sailed at 9am and 5pm on Monday.",
            "The boats sailed at 9 a.m. and 5 p.m. on Monday.",
            {"typographic"},
        ),
        ("Ёлка стоит в порту до мая.", "Елка стоит в порту до мая.", {"typographic"}),
        ("Drei Boote sind in der Nacht gesunken.", "Vier Boote sind in der Nacht gesunken.", {"number"}),
        ("Las barcas volvieron el lunes al puerto.", "Las barcas volvieron el martes al puerto.", {"number"}),
        ("Погибли восемь рыбаков из порта.", "Погибли одиннадцать рыбаков из порта.", {"number"}),
        ("港口有3人失踪。", "港口有5人失踪。", {"number"}),
        ("About 40 boats were lost at sea.", "More than 60 boats were lost at sea.", {"number"}),
        ("It killed 40 sailors at sea.", "It killed 60 fishermen at sea.", {"number", "wording"}),
        ("The boats lie in Linden, Vermont, today.", "The boats lie in Linden, Vt., today.", {"wording"}),
        ("The colour of the boats is grey.", "The color of the boats is gray.", {"wording"}),
        ("The mayor said that it would close the port.", "The mayor will close the port.", {"attribution"}),
        (
            '"We lost it all," said Jan Tell, a cook from Linden.',
            '"We lost it all," said Jan Tell, a cook from Tarn.',
            {"name"},
        ),
        ('Osk saw "nothing but fog and rain" there.', 'Osk found "nothing but fog and rain" there.', {"wording"}),
        ("Police said the boats were lost.", "Officials said the boats were lost.", {"attribution"}),
    ],
)
def test_classes_say_what_a_change_means(old, new, wanted):
    assert classes(old, new) == wanted
    assert classes(new, old) == wanted


def test_classes_of_words_shown_whole_leave_names_out():
    comparison = compare(
        CleanArticle(headline="Osk opens a harbour"), CleanArticle(headline="Linden mourns its lost fishermen at sea")
    )

    [link] = comparison.links
    assert link.rewritten
    assert set(link.classes) == {"wording"}
    assert [run.kind for run in link_runs(comparison, link)] == ["del", "ins"]


def test_classes_are_counted_for_the_desk():
    old = CleanArticle(
        headline="Storm sinks boats",
        paragraphs=('"We lost 40 boats," Osk said.', "The harbour was empty on Monday.", "It rained."),
        tags=("storm",),
    )
    new = CleanArticle(
        headline="Storm sinks boats off Linden",
        paragraphs=("“We lost 60 boats,” Osk said.", "The harbour was empty on Monday.", "Schools were shut as well."),
        tags=("storm", "sea"),
    )

    counts = summary(compare(old, new))

    assert (counts.kept, counts.added, counts.removed) == (1, 1, 1)
    assert (counts.quotes_reworded, counts.numbers_changed) == (1, 1)
    assert counts.headline_changed
    assert counts.typographic == 2
    assert counts.details_changed == 1


def test_number_of_a_rewritten_headline_is_no_corrected_one():
    old = CleanArticle(headline="Fire near Linden forces 140 people from their homes", paragraphs=(BACKGROUND,))
    new = CleanArticle(headline="Linden police let two men go after the fire", paragraphs=(BACKGROUND,))
    comparison = compare(old, new)
    [link] = [link for link in comparison.links if 0 in link.old and 0 in link.new]
    assert link.rewritten
    assert set(map(str, link.classes)) == {"wording"}
