"""The compiled pass over a page: what it knows of characters and references, and that it stays within its arrays."""

import html as entities
import os
import subprocess
import sys
import unicodedata
from html.entities import html5
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.characters import _PLAIN
from articles.text.clean.cutting import cut_page
from articles.text.clean.door import tidy
from articles.text.clean.sheet import (
    ELEMENT,
    FIRST,
    HEAVY,
    LAST,
    LINKED,
    LINKS,
    MAX_BLOCKS,
    MAX_NOTED,
    PARENT,
    TAG,
    codes_of,
)
from articles.text.clean.tag_table import BY_HASH, NAMES, NUMBER, SLOTS

ROOT = Path(__file__).resolve().parents[3]
REFERENCES = (
    *html5, *(name.rstrip(";") for name in html5), "nosuch;", "amp", "ampx", "notit;", "#0;", "#x41", "#65;", "#128;",
    "#xD800;", "#1114112;", "#x110000", "#", "#;", "#x", "#xg", "#1", "#11", "#xFFFE;", "#13;", "#" + "9" * 5_000, "",
)  # fmt: skip


def joined(html: str) -> str:
    return " ".join(block.text for block in cut_page(html).blocks)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def test_references_are_those_of_the_standard_library():
    for name in dict.fromkeys(REFERENCES):
        wanted = "\ufffd" if len(name) > 4_000 else entities.unescape(f"&{name}")
        assert joined(f"<p>a&{name}<b> b</b>") == joined(f"<p>a{escaped(wanted)}<b> b</b>"), name


@given(st.text(st.sampled_from("&#;xaA19<ltgamp \u00e9"), max_size=12))
def test_references_in_any_text_are_those_of_the_standard_library(text: str):
    plain = text.replace("<", "")
    assert joined(f"<p>a{plain}") == joined(f"<p>a{escaped(entities.unescape(plain))}")


def test_every_character_is_spaced_and_tidied_as_strings_are():
    texts = [f"a{chr(code)}b" for code in range(0x20000) if chr(code) not in "<&\r"]
    for first in range(0, len(texts), MAX_BLOCKS):
        part = texts[first : first + MAX_BLOCKS]
        page = cut_page("".join(f"<p>{text}" for text in part))
        assert [block.text for block in page.blocks] == list(map(tidy, part))


def test_characters_that_need_no_tidying_join_no_others():
    parts = (unicodedata.decomposition(chr(code)).split() for code in range(0x30000))
    joining = {int(part[1], 16) for part in parts if len(part) == 2 and "<" not in part[0]}
    plain = [*range(0x300), *(code for low, high in _PLAIN.tolist() for code in range(low, high + 1))]
    assert joining.isdisjoint(plain)
    assert not any(unicodedata.combining(chr(code)) for code in plain)


@pytest.mark.parametrize("text", ["\u200b", "\u00ad \u200e", "\x00", "&#8203;", "&zwnj;&#x200e;", "\u2060\ufeff"])
def test_text_of_nothing_that_is_seen_is_no_block(text: str):
    blocks = [block.text for block in cut_page(f"<p>{text}</p><p>one").blocks]
    assert blocks == (["\u200c", "one"] if "zwnj" in text else ["one"])


def test_each_tag_is_found_by_the_hash_of_its_name():
    assert sorted(number for _, number, _ in BY_HASH.tolist() if number) == sorted(NUMBER.values())[1:]
    assert len(NAMES) < SLOTS


def test_comment_alone_is_no_text_before_a_picture():
    assert cut_page("<body><p><!-- none --><img src=/a><p>one").pictures == [0]


def test_rows_say_what_elements_and_blocks_do():
    page = cut_page("<nav>menu <a>x</a></nav><div class=a><p>one <a href=/>two</a> <b>three</b></p>four</div>")
    elements = [(NUMBER[item.tag], item.parent, item.first, item.last) for item in page.elements]
    blocks = [(item.element, item.linked, item.links, item.heavy) for item in page.blocks]
    assert page.element_rows[:, [TAG, PARENT, FIRST, LAST]].tolist() == list(map(list, elements))
    assert page.block_rows[:, [ELEMENT, LINKED, LINKS, HEAVY]].tolist() == list(map(list, blocks))


def test_more_notes_than_are_kept_cost_no_text():
    page = cut_page("<body>" + "<meta a>" * (MAX_NOTED + 10) + "<p>one")
    assert (page.cut, [block.text for block in page.blocks]) == (True, ["one"])
    assert len(page.metas) <= MAX_NOTED


_FUZZ = """
import random
from articles.text.clean.cutting import cut_page
from tests.text.clean.test_markup import NASTY, PIECES
more = (
    "<b class='x &amp; y'>", "</b>", "<a href=/author/x rel=author>", "</a>", "<img src=/x>", "<noscript>", "&nbsp;",
    "&notit;", "&#x41", "\\u200b", "\\x00", "\\ud800", "<time>", "<article>", "</article>", "<footer>", "<br>",
    "<p id=a hidden style='display: none'>", "<x-y>", "</x-y>", "<h1>", "<select><option>", "&", "&#",
)
rng = random.Random(1)
for _ in range(6_000):
    cut_page("".join(rng.choices(NASTY + PIECES + more, k=rng.randint(0, 14))))
for piece in NASTY + PIECES + more:
    cut_page("<div>" * 600 + piece * 2_000)
    for end in range(len(piece)):
        cut_page("<p>one" + piece[:end])
print("done")
"""


def test_no_page_is_read_or_written_beyond_an_array():
    run = subprocess.run(
        [sys.executable, "-c", _FUZZ],
        env={**os.environ, "NUMBA_BOUNDSCHECK": "1", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.returncode) == ("done\n", 0), run.stderr[-2_000:]


@given(st.text(st.characters(exclude_categories=()), max_size=9))
def test_codes_of_a_text_are_its_code_points_with_nul_and_lone_surrogates(text: str):
    assert codes_of(text).tolist() == list(map(ord, text))
