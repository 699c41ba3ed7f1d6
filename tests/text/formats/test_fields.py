"""Objects of many makers give the same fields under our names."""

from typing import Any

import pytest

from articles.text.formats.fields import record_of
from articles.text.formats.record import MediaKind, Place

BODY = "The ferry left Port Amber at nine."
MAKERS: dict[str, dict[str, Any]] = {
    "news-please": {
        "title": "Ferry",
        "maintext": BODY,
        "authors": ["Ada Brandt"],
        "date_publish": "2026-03-01 09:00:00",
        "source_domain": "courier.example",
        "url": "https://courier.example/1",
        "title_page": None,
    },
    "trafilatura": {
        "title": "Ferry",
        "author": "Ada Brandt",
        "hostname": "courier.example",
        "date": "2026-03-01 09:00:00",
        "raw_text": "The ferry left",
        "text": BODY,
        "source": "https://courier.example/1",
        "comments": "",
    },
    "ninjs": {
        "headline": "Ferry",
        "bodies": [{"role": "summary", "value": "The ferry."}, {"role": "main", "value": f"<p>{BODY}</p>"}],
        "by": "Ada Brandt",
        "versioncreated": "2026-03-01 09:00:00",
        "infosources": [{"name": "x"}],
        "source": "courier.example",
        "uri": "https://courier.example/1",
    },
    "NewsAPI": {
        "source": {"id": None, "name": "courier.example"},
        "author": "Ada Brandt",
        "title": "Ferry",
        "url": "https://courier.example/1",
        "publishedAt": "2026-03-01 09:00:00",
        "content": BODY,
    },
    "schema.org": {
        "@type": "NewsArticle",
        "headline": "Ferry",
        "articleBody": BODY,
        "author": [{"@type": "Person", "name": "Ada Brandt"}],
        "datePublished": "2026-03-01 09:00:00",
        "publisher": {"name": "courier.example"},
        "url": "https://courier.example/1",
    },
    "a search engine's export": {
        "_index": "news",
        "_source": {
            "title": "Ferry",
            "body": BODY,
            "byline": "Ada Brandt",
            "published": "2026-03-01 09:00:00",
            "publication": "courier.example",
            "link": "https://courier.example/1",
        },
    },
    "a newspaper's archive": {
        "headline": {"main": "Ferry", "kicker": "Sea"},
        "byline": {"original": "Ada Brandt"},
        "pub_date": "2026-03-01 09:00:00",
        "web_url": "https://courier.example/1",
        "paragraphs": [BODY],
        "source": "courier.example",
    },
}


@pytest.mark.parametrize("maker", MAKERS)
def test_maker_gives_our_fields(maker: str) -> None:
    record = record_of(MAKERS[maker], place=Place("a"), raw=b"", media_type="application/json")
    assert (record.kind, record.text, record.url) == (MediaKind.FIELDS, BODY, "https://courier.example/1")
    wanted = {
        "headline": "Ferry",
        "authors": "Ada Brandt",
        "published": "2026-03-01 09:00:00",
        "source": "courier.example",
    }
    assert {name: record.given.get(name) for name in wanted} == wanted


def test_text_without_a_headline_is_a_capture_to_be_cleaned() -> None:
    record = record_of({"id": 1, "text": BODY}, place=Place("a"), raw=b"", media_type="application/jsonl")
    assert (record.kind, record.text) == (MediaKind.TEXT, BODY)


def test_lines_of_a_text_with_links_stay_lines() -> None:
    body = "One <a href='/x'>two</a>.\n\nThree &quot;four&quot;."
    record = record_of({"title": "T", "content": body}, place=Place("a"), raw=b"", media_type="application/json")
    assert record.text == 'One two.\nThree "four".'


@pytest.mark.parametrize(
    ("given", "moment"), [(1772355600, "2026-03-01T09:00:00Z"), (1772355600000, "2026-03-01T09:00:00Z")]
)
def test_seconds_since_1970_become_a_moment(given: int, moment: str) -> None:
    record = record_of({"text": BODY, "timestamp": given}, place=Place("a"), raw=b"", media_type="application/json")
    assert record.given["published"] == moment
