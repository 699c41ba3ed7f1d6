"""Fingerprints come back from bytes as they were, and their keys find cut copies."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.group import Fingerprint, fingerprint, stored_fingerprint
from articles.text.group.prints import BRIEF, FEWEST_KEYS
from tests.pipeline.group_texts import invented_article

TEXTS = st.lists(st.text(max_size=80), max_size=6)
DAYS = st.none() | st.dates()


@given(TEXTS, st.none() | st.text(max_size=500), DAYS)
def test_fingerprint_comes_back_from_bytes(paragraphs: list[str], headline: str | None, published: dt.date | None):
    made = fingerprint(paragraphs, headline=headline, published=published)
    assert Fingerprint.from_bytes(made.to_bytes()) == made


@given(TEXTS)
def test_fingerprint_keys_fit_a_database_and_are_distinct(paragraphs: list[str]):
    keys = fingerprint(paragraphs, headline=None, published=None).keys
    assert len(keys) == len(set(keys))
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_fingerprint_of_a_short_text_has_its_lowest_shingles_as_keys():
    made = fingerprint(
        ["Nine ferries were sent to the northern pier on Friday before the storm came in."],
        headline=None,
        published=None,
    )
    assert len(made.keys) >= FEWEST_KEYS


def test_fingerprint_keys_of_a_cut_copy_are_among_those_of_the_whole():
    article = invented_article(3, more=20)
    whole = fingerprint(article.paragraphs, headline=None, published=None)
    part = fingerprint(article.paragraphs[:8], headline=None, published=None)
    assert len(set(part.keys) & set(whole.keys)) >= len(part.keys) / 2


def test_fingerprint_of_a_brief_text_takes_its_headline_for_part_of_it():
    notice = ["This article is for subscribers."]
    one = fingerprint(notice, headline="Harbour closed until Friday", published=None)
    other = fingerprint(notice, headline="Council votes on bridge", published=None)
    assert one.digest != other.digest
    long = invented_article(1).paragraphs
    assert sum(len(part.split()) for part in long) > BRIEF
    assert (
        fingerprint(long, headline="One", published=None).digest
        == fingerprint(long, headline="Two", published=None).digest
    )


def test_headline_key_is_none_for_headlines_that_recur():
    text = invented_article(1).paragraphs
    assert fingerprint(text, headline="Market report", published=None).headline_key == ""
    key = fingerprint(text, headline="Harbour stays closed until Friday", published=None).headline_key
    assert key == fingerprint(text, headline="HARBOUR stays  closed until Friday", published=None).headline_key != ""
    assert fingerprint(text, headline="港湾罢工持续到周五，渡轮全部停航", published=None).headline_key
    assert fingerprint(text, headline="市场行情", published=None).headline_key == ""


@pytest.mark.parametrize("stored", [b"", b"\x00", b"\x01short", b"\x09" * 60])
def test_fingerprint_from_other_bytes_says_what_to_do(stored: bytes):
    with pytest.raises(ValueError, match="regroup"):
        Fingerprint.from_bytes(stored)
    assert stored_fingerprint(stored) is None
