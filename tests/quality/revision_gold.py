"""Pairs of versions written by hand, with the links and classes that an editor would draw, and how near one comes.

A file has three parts. `[old]` and `[new]` are the versions: a sentence a line behind its number, paragraphs parted by
blank lines, other roles behind their name; `joined:` says that sentences follow each other without a space, `lines:`
that each stands on its own line. `[links]` says what became of what: `1+2 1: merged, wording`, `3 -: removed`,
`- 2: added`, and no class where nothing changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from articles.text.article import Caption, CleanArticle
from articles.text.compare import compare
from articles.text.sentences import Sentence

REVISIONS = Path(__file__).with_name("revisions")
BETWEEN = {"joined": "", "lines": "\n"}

Edge = tuple[str, str]  # names of the old and the new sentence, "-" for none


@dataclass(frozen=True)
class Revision:
    """A pair of versions, and for each edge between their sentences the classes an editor gives it."""

    name: str
    old: CleanArticle
    new: CleanArticle
    edges: dict[Edge, frozenset[str]]
    sentences: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Agreement:
    """Counts of what both have, what only the comparison has and what only the editor has."""

    both: int = 0
    only_drawn: int = 0
    only_gold: int = 0

    @property
    def f1(self) -> float:
        """Twice the shared over all, 1 where there is nothing to find."""
        total = 2 * self.both + self.only_drawn + self.only_gold
        return 2 * self.both / total if total else 1.0

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(self.both + other.both, self.only_drawn + other.only_drawn, self.only_gold + other.only_gold)


def revisions(folder: str) -> list[Revision]:
    """Return the pairs of a folder, `tuned`, `aside` or the `_long` ones of either, by name."""
    return [read_revision(path) for path in sorted((REVISIONS / folder).glob("*.txt"))]


def read_revision(path: Path) -> Revision:
    """Return the pair that a file holds."""
    parts: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            parts[line.strip("[]")] = []
        else:
            parts[line[:0] or list(parts)[-1]].append(line)
    old, old_sentences = _version(parts["old"])
    new, new_sentences = _version(parts["new"])
    return Revision(path.stem, old, new, _edges(parts["links"]), (old_sentences, new_sentences))


def drawn_edges(revision: Revision) -> dict[Edge, frozenset[str]]:
    """Return the edges that `compare` draws, by the gold's names of sentences; one it cuts otherwise is named "?"."""
    comparison = compare(revision.old, revision.new)
    names = [
        _names(comparison.old_sentences, revision.sentences[0]),
        _names(comparison.new_sentences, revision.sentences[1]),
    ]
    return {
        (names[0][i] if i is not None else "-", names[1][j] if j is not None else "-"): frozenset(
            map(str, link.classes)
        )
        for link in comparison.links
        for i in link.old or (None,)
        for j in link.new or (None,)
    }


def link_agreement(revision: Revision, *, changed_only: bool = False) -> Agreement:
    """Return how the edges agree; `changed_only` leaves out those that gold and comparison both call unchanged."""
    gold, drawn = revision.edges, drawn_edges(revision)
    if changed_only:
        same = {edge for edge in gold.keys() & drawn.keys() if not gold[edge] and not drawn[edge]}
        gold = {edge: classes for edge, classes in gold.items() if edge not in same}
        drawn = {edge: classes for edge, classes in drawn.items() if edge not in same}
    return _agreement(gold.keys(), drawn.keys())


def class_agreement(revision: Revision) -> Agreement:
    """Return how the classes of the edges agree, one for one."""
    gold, drawn = revision.edges, drawn_edges(revision)
    return _agreement(_classes(gold), _classes(drawn))


def _agreement(gold: Iterable[object], drawn: Iterable[object]) -> Agreement:
    gold, drawn = set(gold), set(drawn)
    return Agreement(len(gold & drawn), len(drawn - gold), len(gold - drawn))


def _classes(edges: dict[Edge, frozenset[str]]) -> set[tuple[Edge, str]]:
    return {(edge, each) for edge, classes in edges.items() for each in classes}


def _version(lines: list[str]) -> tuple[CleanArticle, tuple[str, ...]]:
    fields: dict[str, list[str]] = {}
    paragraphs: list[list[str]] = [[]]
    named: list[str] = []
    for line in lines:
        if not line.strip():
            paragraphs.append([])
        elif line.split(" ", 1)[0].isdecimal():
            paragraphs[-1].append(line.split(" ", 1)[1])
        else:
            field, _, text = line.partition(":")
            fields.setdefault(field, []).append(text.strip())
    for key, letter in (("headline", "h"), ("standfirst", "s"), ("contributors", "r")):
        named += [f"{letter}\t{text}" for text in fields.get(key, ())]
    for key, letter in (("caption", "c"), ("tag", "t")):
        named += [f"{letter}{number}\t{text}" for number, text in enumerate(fields.get(key, ()), 1)]
    named += [f"{number}\t{text}" for number, text in enumerate(chain.from_iterable(paragraphs), 1)]
    space = next((between for field, between in BETWEEN.items() if field in fields), " ")
    article = CleanArticle(
        headline=_one(fields, "headline"),
        standfirst=_one(fields, "standfirst"),
        contributors=_one(fields, "contributors"),
        captions=tuple(Caption(text) for text in fields.get("caption", ())),
        tags=tuple(fields.get("tag", ())),
        paragraphs=tuple(space.join(each) for each in paragraphs if each),
    )
    return article, tuple(named)


def _one(fields: dict[str, list[str]], key: str) -> str | None:
    return fields[key][0] if key in fields else None


def _edges(lines: list[str]) -> dict[Edge, frozenset[str]]:
    edges = {}
    for line in filter(str.strip, lines):
        ends, _, classes = line.partition(":")
        olds, news = ends.split()
        for old in olds.split("+"):
            for new in news.split("+"):
                edges[old, new] = frozenset(each.strip() for each in classes.split(",") if each.strip())
    return edges


def _names(sentences: Iterable[Sentence], named: tuple[str, ...]) -> list[str]:
    """Return the gold's name of each sentence, by its text."""
    left = list(named)
    names = []
    for sentence in sentences:
        match = next((each for each in left if each.split("\t", 1)[1] == sentence.text), None)
        if match:
            left.remove(match)
        names.append(match.split("\t", 1)[0] if match else "?")
    return names
