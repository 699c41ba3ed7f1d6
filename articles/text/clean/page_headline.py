"""A page's structured data and its headings -> the headline that its readers see, and whether to doubt it.

Written here because structured data holds the headline for search engines, with the paper's name or another wording,
and a page has headings that are no headline: the one that agrees with what the page is called is.
"""

import re
from collections.abc import Sequence

from articles.text.clean.door import folded
from articles.text.clean.printed import Printed
from articles.text.clean.structured import Facts, plain

AGREES = 0.6  # of the shorter one's words: an h1 and a page's title that share so many name the same headline
MAX_HEADLINE = 300  # characters
MAX_TITLE = 1_000  # characters of a title that are read
MAX_HEADINGS = 40  # h1 headings of a page that are compared with its titles
MIN_HEADING = 5  # characters; a shorter h1 is a section's name
FULL_WORDS = 4  # words from which an h1 that agrees with no title is a headline all the same
MORE_WORDS = 2  # beside the paper's name in a piece of a title that is the paper's ("The Bugle Online")
SHORT_END = 3  # a title's last piece of less than one in so many of its characters is the paper's or a section's
_SITE_BREAK = re.compile(r"\s+[|–—·»:-]+\s+|\s*[|ㅣ]\s*")
_EDGES = " |–—·»:-ㅣ"


def find_headline(facts: Facts, printed: Printed, source: str | None) -> tuple[str | None, bool]:
    """The headline, and whether to doubt it: the h1 that agrees with what structured data calls the page.

    Without one, the first h1 of a headline's length, which structured data then contradicts; without that, what
    structured data says, rather the wording that the page prints.
    """
    headings = [h1 for h1 in printed.headings()[:MAX_HEADINGS] if len(h1) <= MAX_HEADLINE and not _is_name(h1, source)]
    titles = _titles(facts, source)
    if _said_twice(facts, titles) and set(map(folded, titles)).isdisjoint(map(folded, headings)):
        return titles[0][:MAX_HEADLINE], False  # the h1 has a kicker, or the page another wording
    best, found = 0.0, None
    for heading in headings:
        agreement = max((_agreement(heading, title) for title in titles), default=0.0)
        if len(heading) > MIN_HEADING and agreement >= AGREES and agreement > best:
            best, found = agreement, heading
    if found:
        return found, False
    full = next((heading for heading in headings if len(heading.split()) >= FULL_WORDS), None)
    if full or not titles:
        return full or next(iter(headings), None), bool(full or headings)
    shown = printed.shown(titles)
    return (shown or titles[0])[:MAX_HEADLINE], shown is None and bool(headings)


def _titles(facts: Facts, source: str | None) -> list[str]:
    """What structured data and the document call the page, without the paper's name."""
    titles = [plain(text) for text in facts.strings("headline")[:1]]
    documents = [*(plain(facts.first(key)) for key in ("og:title", "twitter:title")), facts.title]
    cut = [*titles, *(without_site(title[:MAX_TITLE], source) for title in documents)]
    return [title[:MAX_TITLE] for title in cut if title]


def _said_twice(facts: Facts, titles: Sequence[str]) -> bool:
    """Whether JSON-LD and og:title agree to the letter."""
    return len(titles) > 1 and bool(facts.strings("headline")) and titles[0] == titles[1]


def _agreement(heading: str, title: str) -> float:
    """The share of the shorter one's words that both have; 1 where the heading is all or a whole part of the title."""
    a, b = set(folded(heading).split()), set(folded(title).split())
    if folded(heading) in map(folded, [title, *(p for p in _SITE_BREAK.split(title) if " " in p.strip())]):
        return 1.0
    return len(a & b) / min(len(a), len(b)) if len(a) > 2 and b else 0.0


def _is_name(text: str, source: str | None) -> bool:
    """Whether a text is the paper's name, or that with a word or two."""
    name, words = folded(source or ""), folded(text)
    return bool(name) and bool(words) and (words in name or (name in words and _more(words, name) <= MORE_WORDS))


def _more(words: str, name: str) -> int:
    return len(words.split()) - len(name.split())


def without_site(title: str, source: str | None) -> str:
    """A title without the paper's name at its end or start."""
    pieces = _SITE_BREAK.split(title)
    if len(pieces) < 2:
        return title
    first, last = pieces[0], pieces[-1]
    if _is_name(first, source) and not _is_name(last, source):
        return title[len(first) :].lstrip(_EDGES)
    if folded(last) and (_is_name(last, source) or len(last) < len(title) / SHORT_END):
        return title[: title.rfind(last)].rstrip(_EDGES)
    return title
