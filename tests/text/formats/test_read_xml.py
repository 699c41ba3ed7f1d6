"""Feeds and news XML give one record an item, without loss, entities or network."""

from pathlib import Path

import pytest

from articles.text.formats import BadRecord, MediaKind, Problem, RawRecord, Record, read_dump
from articles.text.formats.read import read_again

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Courier</title><link>https://c.example/</link>
<item><title>Ferry &amp; fog</title><link>https://c.example/1</link><description>Short.</description>
<content:encoded><![CDATA[<p>One <b>two</b>.</p><p>Three &quot;four&quot;.</p>]]></content:encoded>
<dc:creator>Ada Brandt</dc:creator><category>Sea</category><category>Fog</category>
<pubDate>Wed, 21 Mar 2018 10:27:32 +0300</pubDate></item>
<item><title>Only a summary</title><description>Nobody said &amp;quot;no&amp;quot;.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Ferry</title>
<link rel="self" href="https://c.example/self"/><link href="https://c.example/1"/>
<author><name>Ada Brandt</name></author>
<category term="Sea"/><published>2018-03-21T10:27:32+03:00</published><updated>2018-03-22T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>"""
NITF = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf><head><title>Ferry</title><docdata>
<date.issue norm="20180321T102732"/></docdata></head><body><body.head><hedline><hl1>Ferry in fog</hl1></hedline>
<byline>By Ada Brandt</byline><dateline>PORT AMBER</dateline></body.head><body.content><p>One <em>two</em>.</p>
<media><media-caption>The pier.</media-caption></media><p>Three.</p></body.content></body></nitf>"""


def read(folder: Path, content: str | bytes) -> list[Record]:
    path = folder / "a.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_dump(path))


def good(folder: Path, content: str) -> list[RawRecord]:
    records = read(folder, content)
    assert all(isinstance(record, RawRecord) for record in records), records
    return [record for record in records if isinstance(record, RawRecord)]


def test_rss_item_gives_its_full_content(tmp_path: Path) -> None:
    first, second = good(tmp_path, RSS)
    assert first.text == 'One two.\nThree "four".'
    assert first.given == {
        "headline": "Ferry & fog",
        "standfirst": "Short.",
        "authors": "Ada Brandt",
        "tags": "Sea\nFog",
        "published": "Wed, 21 Mar 2018 10:27:32 +0300",
        "url": "https://c.example/1",
    }
    assert second.text == 'Nobody said "no".'


def test_atom_entry_gives_its_markup_as_paragraphs(tmp_path: Path) -> None:
    (record,) = good(tmp_path, ATOM)
    assert (record.text, record.url, record.given["published"]) == (
        "One.\nTwo.",
        "https://c.example/1",
        "2018-03-21T10:27:32+03:00",
    )
    assert (record.given["authors"], record.given["tags"]) == ("Ada Brandt", "Sea")


def test_nitf_gives_its_fields_and_leaves_captions_out_of_the_body(tmp_path: Path) -> None:
    (record,) = good(tmp_path, NITF)
    assert (record.kind, record.text) == (MediaKind.FIELDS, "One two.\nThree.")
    assert (record.given["headline"], record.given["caption"]) == ("Ferry in fog", "The pier.")
    assert record.given["published"] == "20180321T102732"


@pytest.mark.parametrize("document", [RSS, ATOM, NITF])
def test_stored_item_reads_as_before(tmp_path: Path, document: str) -> None:
    for record in good(tmp_path, document):
        again = read_again(record.raw, place=record.place)
        assert isinstance(again, RawRecord)
        assert (again.text, again.given) == (record.text, record.given)


def test_cut_off_feed_keeps_its_whole_items_and_says_so(tmp_path: Path) -> None:
    records = read(tmp_path, RSS[: RSS.index("<item><title>Only")])
    assert isinstance(records[0], RawRecord)
    assert isinstance(records[-1], BadRecord)
    assert records[-1].problem is Problem.TRUNCATED


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 100}">' for n in range(9))
    secret = f'<!ENTITY s SYSTEM "file://{tmp_path}/secret">'
    feed = f"<?xml version='1.0'?><!DOCTYPE rss [{bomb}{secret}]><rss><channel><item><title>T</title>"
    feed += "<description>Words &e8; &s; more.</description></item></channel></rss>"
    for record in read(tmp_path, feed):
        assert len(record.raw) < 1000
        assert "the secret" not in getattr(record, "text", "")


def test_unknown_xml_is_refused_with_the_cure(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "<?xml version='1.0'?><invoice><total>3</total></invoice>")
    assert isinstance(record, BadRecord)
    assert "convert it to JSON Lines" in record.detail
