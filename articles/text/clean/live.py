"""A page -> whether it is a live blog: many short reports under one headline, the newest first.

Written here because no extractor says so, and an editor must know: what is called its body changed by the minute.
"""

import re
from collections.abc import Iterable

from articles.text.clean.blocks import Element, Page
from articles.text.clean.structured import Node, kind_of

ENTRIES = 5  # times or headings in what is named a live blog: an article's link to one has fewer
_LIVE = re.compile(r"(?:^|[\s_])live[-_]?(?:blog|ticker|updates|events|entries|posts|coverage)(?![a-z])", re.IGNORECASE)
_MARKS = frozenset({"time", "h2", "h3", "h4"})


def is_live(page: Page, articles: Iterable[Node]) -> bool:
    """Whether structured data calls the page a live blog, or an element named one has the entries of one."""
    if any("LiveBlog" in kind_of(node) for node in articles):
        return True
    names = [item.words for item in page.elements]
    if "live" not in " ".join(names).lower():
        return False
    live = [at for at, words in enumerate(names) if "live" in words.lower() and _LIVE.search(words)]
    return any(_has_entries(page, at, page.elements[at]) for at in live)


def _has_entries(page: Page, at: int, item: Element) -> bool:
    """Whether an element that is no whole page has the times or headings of entries in it."""
    if item.tag in ("html", "body"):
        return False
    found = 0
    for inner in page.elements[at + 1 :]:
        if inner.first >= item.last or found >= ENTRIES:
            break
        found += inner.tag in _MARKS
    return found >= ENTRIES
