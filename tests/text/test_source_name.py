import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.source_name import KEY_LENGTH, is_site, source_key


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("Port Ansel Herald", "portanselherald.example"),
        ("The Port Ansel Herald", "www.portanselherald.co.uk"),
        ("The Sun-Times", "sun-times.com"),
        ("Άργος", "άργος.gr"),
    ],
)
def test_name_and_site_of_one_paper_meet(name, site):
    assert source_key(name) == source_key(site) != ""


@pytest.mark.parametrize(("one", "other"), [("Herald", "Harold"), ("Thea", "a"), ("news.first.org", "news.second.org")])
def test_other_papers_stay_apart(one, other):
    assert source_key(one) != source_key(other)


@pytest.mark.parametrize("name", ["Herald", "The 5.30 News", "e. g.", ""])
def test_names_are_no_sites(name):
    assert not is_site(name)


@given(st.text(max_size=400))
def test_any_name_has_a_bounded_key_that_case_does_not_change(name):
    key = source_key(name)
    assert len(key) <= KEY_LENGTH
    assert key == source_key(f" {name} ")
