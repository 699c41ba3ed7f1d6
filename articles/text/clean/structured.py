"""A page's structured data (JSON-LD, meta tags, the document's title) -> what it says of the article.

Written here because it is five times as fast as any extractor and, for news, more often right; the extractors read it
only as a last resort or mix it with guesses.
"""

import html as entities
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from articles.text.clean.blocks import Page
from articles.text.clean.door import folded, tidy
from articles.text.clean.markup import attributes, unescaped

MAX_JSON = 2_000_000  # characters of one script of structured data that are read
MAX_NODES = 5_000  # objects in a page's structured data that are looked at
_ARTICLE = re.compile(r"article|posting|report|review|webpage", re.IGNORECASE)
_OPENER = re.compile(r"(?://)?\s*+(?:<!\[CDATA\[|<!--)")
_CLOSER = re.compile(r"(?:(?://)?\s{0,50}+(?:\]\]>|-->)|;)$")
MAX_CLOSER = 60  # characters at the end of a script in which its wrapper closes
_TAG = re.compile(r"<[^<>]{0,200}>")
_BREAK = re.compile(r"\n|<br ?/?>|</?p>")
_LAYERED = re.compile(r"['\"](?:content)?[aA]uthors?(?:Name)?['\"] ?[:,] ?\[?['\"]([^'\"\\\\]{3,60})['\"]")
MAX_NAMES = 50  # entries of a list of names that are read
_NO_BYLINES = "noBylinesPolicy"  # schema.org: where an organisation says why its authors are not named
_NAMES = ("property", "name", "itemprop")  # the attributes that a <meta> tag is named after
# How nearly all are written, which is cheaper to read: what it is named after, what it says, and other attributes.
_OTHERS = r'(?:(?!(?:property|name|itemprop|content)=)[a-z][a-z-]*+="[^"]*+"\s*+)*+'
_PLAIN_META = re.compile(
    rf'\s*+{_OTHERS}(?:property|name|itemprop)="([^"]*+)"\s++{_OTHERS}content="([^"]*+)"\s*+{_OTHERS}/?'
)
_KNOWN = ("headline", "datePublished", "author", "articleBody")

Node = dict[str, Any]


@dataclass(slots=True)
class Facts:
    """What structured data says. `articles` are the JSON-LD objects that describe an article, the likeliest first.

    `meta` has the attributes of <meta> tags by what those are named after: most are never asked for, and some are
    whole scripts. `scripts` are the page's own, in which its data layer stands.
    """

    articles: list[Node] = field(default_factory=list)
    named: dict[str, Node] = field(default_factory=dict)
    meta: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""

    def first(self, *keys: str) -> str:
        """The first meta value under any of the keys, in their order; "" where there is none."""
        return next((value for key in keys if key in self.meta for value in self.said(key)), "")

    def said(self, key: str) -> Iterator[str]:
        """The meta values under a key, but empty ones."""
        for attrs in self.meta.get(key, ()):
            usual = _PLAIN_META.fullmatch(attrs)
            value = tidy(unescaped(usual[2]) if usual else attributes(attrs, only=("content",)).get("content") or "")
            if value:
                yield value

    def layered_authors(self) -> list[str]:
        """The first author that a data layer in the page's scripts names."""
        names = (name for script in self.scripts for name in _LAYERED.findall(script[:MAX_JSON]) if name)
        return list(islice(names, 1))

    def strings(self, key: str) -> list[str]:
        """The values of a key of the article objects that are text, as they stand."""
        return [node[key] for node in self.articles if isinstance(node.get(key), str) and node[key].strip()]


def read_facts(page: Page) -> Facts:
    """The structured data of a page; malformed JSON is passed over."""
    facts = Facts(title=page.title, language=page.language.strip())
    nodes: list[Node] = []
    for attrs in page.metas:
        _read_meta(attrs, facts)
    for attrs, script in page.scripts:
        if "ld+json" in attrs and "ld+json" in attributes(attrs).get("type", ""):
            nodes.extend(_objects(script, MAX_NODES - len(nodes)))
        else:
            facts.scripts.append(script)
    facts.named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    facts.articles = _ranked(nodes, facts)
    return facts


def _read_meta(attrs: str, facts: Facts) -> None:
    usual = _PLAIN_META.fullmatch(attrs)
    node = attributes(attrs, only=_NAMES) if not usual else {}
    name = unescaped(usual[1]) if usual else next(filter(None, map(node.get, _NAMES)), "")
    key = name.strip().lower()
    if key:
        facts.meta.setdefault(key, []).append(attrs)


def _objects(text: str, most: int) -> Iterator[Node]:
    """The JSON objects in a script, outer ones first, at most so many."""
    try:
        waiting = deque([json.loads(_unwrapped(text[:MAX_JSON].strip()), strict=False)])
    except (ValueError, RecursionError):
        return
    found = 0
    while waiting and found < most:
        value = waiting.popleft() if len(waiting) < 1000 else waiting.pop()
        if isinstance(value, dict):
            found += 1
            yield value
            waiting.extend([inner for inner in value.values() if isinstance(inner, (dict, list))])
        elif isinstance(value, list):
            waiting.extend([inner for inner in value[:MAX_NODES] if isinstance(inner, (dict, list))])


def _unwrapped(text: str) -> str:
    """A script without the comment or CDATA section around it, or the semicolon behind it."""
    opener, closer = _OPENER.match(text), _CLOSER.search(text[-MAX_CLOSER:])
    end = len(text) - len(closer[0]) if closer else len(text)
    return text[opener.end() if opener else 0 : end]


def _ranked(nodes: list[Node], facts: Facts) -> list[Node]:
    title = set(folded(facts.first("og:title") or facts.title).split())
    ranked = [(_rank(node, title), -at, node) for at, node in enumerate(nodes) if _is_article(kind_of(node))]
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return [node for rank, _, node in ranked if rank > 0]


def _rank(node: Node, title: set[str]) -> float:
    """How likely an object describes this page's article: how much it says, and whether its headline is the page's."""
    known = sum(key in node for key in _KNOWN) - 2 * ("WebPage" in kind_of(node))
    words = set(folded(str(node.get("headline") or "")).split())
    agrees = len(words & title) / max(1, min(len(words), len(title))) if words and title else 0.5
    return known + 3 * agrees - 1.5 if known > 0 else 0


@lru_cache(maxsize=500)  # kinds are few, and a page has up to MAX_NODES objects
def _is_article(kind: str) -> bool:
    """Whether objects of this kind can describe an article."""
    return _ARTICLE.search(kind) is not None


def kind_of(node: Node) -> str:
    """The object's @type, several joined by a space."""
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def names_in(value: object, facts: Facts) -> Iterator[tuple[str, str]]:
    """The names in a value, each with its @type: a string, an object with a name or a reference, or a list of these.

    An organisation that declares not to name its authors is none of them.
    """
    if isinstance(value, str):
        yield value, ""
    elif isinstance(value, list):
        inner = [
            one for entry in value[:MAX_NAMES] for one in (entry[:MAX_NAMES] if isinstance(entry, list) else [entry])
        ]
        for entry in inner:
            yield from names_in(entry, facts) if not isinstance(entry, list) else ()
    elif isinstance(value, dict):
        known: Node = facts.named.get(str(value.get("@id")), value) if "name" not in value else value
        if _NO_BYLINES not in known:
            yield from ((name, kind_of(known)) for name in _own_names(known))


def _own_names(node: Node) -> list[str]:
    """The name or names of an object, else its given and family name."""
    name = node.get("name") or " ".join(
        part for key in ("givenName", "familyName") if isinstance(part := node.get(key), str)
    )
    return [entry for entry in (name[:MAX_NAMES] if isinstance(name, list) else [name]) if isinstance(entry, str)]


def plain(text: str) -> str:
    """A structured value as text: tags dropped and entities resolved, those encoded twice too."""
    if "&" in text:
        text = entities.unescape(entities.unescape(text))
    return tidy(_TAG.sub(" ", text) if "<" in text else text)


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of an article's text in structured data."""
    lines = _BREAK.split(entities.unescape(body))
    return [paragraph for paragraph in map(plain, lines) if paragraph]
