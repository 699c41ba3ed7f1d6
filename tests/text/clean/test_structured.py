"""Structured data: read whatever a site wraps it in."""

import pytest

from articles.text.clean.cutting import cut_page
from articles.text.clean.structured import read_facts


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        (" ", ";\n"),
        ("<![CDATA[", "]]>"),
        ("//<![CDATA[\n", "\n//]]>"),
        ("// <!--", "// -->"),
        ("<!--", f"//{' ' * 40}-->"),
        ("\n" * 100_000, " " * 100_000),
    ],
    ids=["nothing", "semicolon", "section", "comment", "old", "spaces", "many spaces"],
)
def test_structured_data_is_read_in_any_wrapper(before, after):
    page = cut_page(
        f'<script type="application/ld+json">{before}{{"@type": "NewsArticle", "headline": "Ferry"}}{after}</script>'
    )
    assert [node["headline"] for node in read_facts(page).articles] == ["Ferry"]
