"""Real dumps of several makers are read without loss: every word of every item, checked by other parsers."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from articles.text.formats import RawRecord, read_dump
from tests.quality.gold import GOLD, needs_gold

pytestmark = [needs_gold, pytest.mark.gold]

FORMATS = GOLD / "formats"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def words_of_markup(markup: str) -> list[str]:
    soup = BeautifulSoup(markup, "html.parser")
    for silent in soup(["script", "style", "template", "noscript"]):
        silent.decompose()
    return words(soup.get_text(""))


def records(name: str) -> list[RawRecord]:
    found = [made for made in read_dump(FORMATS / name) if isinstance(made, RawRecord)]
    assert found
    return found


@pytest.mark.parametrize("name", ["miniflux-large.rss.xml", "miniflux-urdu.rss.xml", "miniflux-windows-1251.rss.xml"])
def test_gold_feed_keeps_every_word_of_every_item(name: str) -> None:
    items = list(etree.parse(FORMATS / name).getroot().iter("item"))
    found = records(name)
    assert len(found) == len(items)
    for item, record in zip(items, found, strict=True):
        wanted = words_of_markup(item.findtext("description") or "")
        assert "".join(words(record.text)) == "".join(wanted)
        assert words(record.given["headline"]) == words_of_markup(item.findtext("title") or "")
        assert record.url == item.findtext("link")


def test_gold_ninjs_keeps_every_word() -> None:
    given = json.loads((FORMATS / "iptc-ninjs-2.1-dpa.json").read_text())
    (record,) = records("iptc-ninjs-2.1-dpa.json")
    assert words(record.text) == words_of_markup(given["bodies"][0]["value"].replace("</p>", "</p> "))


def test_gold_newsml_keeps_every_word() -> None:
    (record,) = records("iptc-newsml-g2.xml")
    root = etree.parse(FORMATS / "iptc-newsml-g2.xml").getroot()
    paragraphs = root.iter("{http://iptc.org/std/NITF/2006-10-18/}p")
    assert words(record.text) == words(" ".join("".join(paragraph.itertext()) for paragraph in paragraphs))


def test_gold_news_please_keeps_every_word() -> None:
    (record,) = records("news-please.json")
    assert record.text == json.loads((FORMATS / "news-please.json").read_text())["maintext"]


@pytest.mark.parametrize("name", ["naeb", "fundus"])
def test_gold_captures_are_read_as_they_are(name: str, tmp_path: Path) -> None:
    path = GOLD / "captures" / f"{name}.jsonl.gz"
    assert all(isinstance(made, RawRecord) for made in read_dump(path))
