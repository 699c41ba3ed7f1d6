"""The paper's name, the section and the language, from what a capture says around its article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.scripts import language_of_script
from articles.text.clean.sections import section_of
from articles.text.clean.source import masthead_of, source_of
from articles.text.clean.tags import split_tags


@pytest.mark.parametrize(
    ("masthead", "footer", "name"),
    [
        (
            "Quay Gazette – Independent since 1888 News Sport",
            "Copyright 2024 Quay Gazette. 14 Bell Lane.",
            "Quay Gazette",
        ),
        ("The Quay Gazette", "© 2024 Quay Gazette Publishing. Registered in Port.", "The Quay Gazette"),
        ("QUAY GAZETTE weekly, weather permitting", "© Quay Gazette 2025", "Quay Gazette"),
        ("مرفأ أنسل محليات اقتصاد", "© 2026 مرفأ أنسل. جميع الحقوق محفوظة.", "مرفأ أنسل"),
        ("Портовий гінець Місто Робота", "© 2025 Портовий гінець. Передрук заборонено.", "Портовий гінець"),
        ("News Sport Weather", "© 2024 News Corporation", None),
        ("Home Menu Search", "© 2024 Somebody Else", None),
    ],
)
def test_paper_is_what_masthead_and_copyright_share(masthead, footer, name):
    assert source_of([masthead, "Menu", "Search", footer], None) == name


def test_masthead_is_known_without_its_article():
    assert masthead_of(["The Quay Gazette", "Menu", "© 2024 Quay Gazette"]) == "quay gazette"


def test_title_of_the_page_is_not_the_paper():
    lines = ["Wall falls | Quay Gazette", "Menu", "Quay Gazette News", "Quay Gazette Sport"]
    assert source_of(lines, "Wall falls") == "Quay Gazette"


@pytest.mark.parametrize(
    ("lines", "section"),
    [
        (["Menu", "Home » News » Harbour wall"], "News"),
        (["Головна / Місто"], "Місто"),
        (["الرئيسية › محليات"], "محليات"),
        (["Politics > Elections", "Share"], "Politics"),
        (["News | Sport | Weather | Jobs | Shop"], None),
        (["Home › Harbour wall falls"], None),
        ([], None),
    ],
)
def test_section_is_the_first_step_after_the_front_page(lines, section):
    assert section_of(lines, "Harbour wall falls") == section


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Трамвай не ходитиме через Стару набережну, і її вирішили не чіпати.", "uk"),
        ("Трамвай не будет ходить через старую набережную, и это решение не обсуждали.", "ru"),
        ("افتتحت رئيسة البلدية السوق الجديد عند مدخل الرصيف القديم إلى جانب الميناء", "ar"),
        ("شهردار بازار جدید را گشود و گفت که پنجره‌ها باز می‌مانند", None),
        ("Η χορωδία επιστρέφει στη θάλασσα με το ίδιο πλοίο.", "el"),
        ("新しい市場が港に開かれ、市長が挨拶した。", "ja"),
        ("新的市场在港口开放，市长致辞。", "zh"),
        ("The harbour wall fell after three days of rain.", None),
        ("", None),
    ],
)
def test_language_is_named_only_where_the_script_leaves_no_choice(text, code):
    assert language_of_script([text]) == code


def test_tags_are_cut_at_the_commas_of_any_script():
    assert split_tags("ميناء أنسل، سوق السمك؛ الرصيف", "") == ("ميناء أنسل", "سوق السمك", "الرصيف")


@given(st.lists(st.text(max_size=80), max_size=12), st.none() | st.text(max_size=40))
def test_paper_and_section_of_any_lines_are_found_without_an_error(lines, headline):
    source, section = source_of(lines, headline), section_of(lines, headline or "")
    assert source is None or source
    assert section is None or any(section in line for line in lines)


@given(st.text(max_size=300))
def test_language_of_any_text_is_a_code_of_two_letters_or_none(text):
    code = language_of_script([text])
    assert code is None or len(code) == 2
