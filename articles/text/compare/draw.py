"""Draws the comparison of two versions: aligned sentences become links, each with its words, classes and quotes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from articles.text.article import Role
from articles.text.compare.align import align
from articles.text.compare.edges import Alignment
from articles.text.compare.hunks import Drawn, Pairing, Side, draw, draw_whole, whole_hunk
from articles.text.compare.names import Names
from articles.text.compare.pieces import Edge, cut_pieces
from articles.text.compare.quotes import Said, pair_quotes, same_speaker, unread_quotes, version_quotes
from articles.text.compare.result import DIMMED, Change, Comparison, Link, Piece, QuotePair
from articles.text.compare.similar import acronyms, bags, emptied, lines
from articles.text.compare.tokens import Tokenizer, unread
from articles.text.sentences import Sentence

HUNKS_MOST = 6_000  # changes of words in one comparison; beyond, sentences are shown whole
DRAWN_MOST = 1_000  # edited sentences compared word by word; no editor reads further, and the rest are shown whole
READ_MOST = 12_000  # sentences of both versions that are read; beyond, only those are linked that are printed alike
REWRITTEN = 0.4  # share of words kept below which the words are shown whole: a patchwork reads worse than two texts
MOVED = frozenset({Change.MOVED})


def draw_comparison(
    old: Sequence[Sentence], new: Sequence[Sentence], *, apart: AbstractSet[int] = frozenset()
) -> Comparison:
    """Return the whole comparison of two versions' sentences.

    The new sentences `apart` are known to come from elsewhere, and linked to nothing but their equal.
    """
    tokenizer = Tokenizer()
    if len(old) + len(new) > READ_MOST:
        return _draw_lines(old, new, tokenizer)
    words = [[tokenizer.words(sentence.text) for sentence in version] for version in (old, new)]
    explained = acronyms((sentence.text for version in (old, new) for sentence in version), tokenizer)
    old_bags, new_bags = bags((old, new), words, explained)
    found = align(old_bags, [emptied(bag) if j in apart else bag for j, bag in enumerate(new_bags)])
    said = [version_quotes(old, words[0]), version_quotes(new, words[1])]
    paired = pair_quotes(_flat(said[0]), _flat(said[1]), found.edges)
    found.coarse |= paired.coarse or any(map(unread_quotes, said))
    sides = [
        {n: Side(n, each, quotes) for n, (each, quotes) in enumerate(zip(version, quoted, strict=True))}
        for version, quoted in zip(words, said, strict=True)
    ]
    names = Names((each for version in words for each in version), explained)
    artist = _Artist(found, (old, new), sides, paired.pairs, names)
    comparison = _comparison(old, new, artist)
    return replace(comparison, quotes=_quote_pairs(paired.pairs, comparison.links, tokenizer))


def _draw_lines(old: Sequence[Sentence], new: Sequence[Sentence], tokenizer: Tokenizer) -> Comparison:
    """Return the comparison of versions with too many sentences to read: those printed alike are linked, no other."""
    found = align(lines(old), lines(new), like=False)
    other = [(i, j) for i, j in found.edges if old[i].text != new[j].text]
    sides: tuple[dict[int, Side], dict[int, Side]] = {}, {}
    for count, edge in enumerate(other):
        for side, place, version in zip(sides, edge, (old, new), strict=True):
            text = version[place].text
            side[place] = Side(place, tokenizer.words(text) if count < DRAWN_MOST else unread(text))
    return _comparison(old, new, _Artist(found, (old, new), sides, (), Names((), {})))


def _comparison(old: Sequence[Sentence], new: Sequence[Sentence], artist: "_Artist") -> Comparison:
    links = _in_order([*artist.links(), *_alone(artist.found, len(old), len(new))], old, new)
    return Comparison(
        old_sentences=tuple(old),
        new_sentences=tuple(new),
        links=links,
        coarse=artist.coarse,
        counts=Counter(change for link in links for change in link.classes),
    )


class _Artist:
    """Draws the links of one alignment, one for each star of edges."""

    def __init__(
        self,
        found: Alignment,
        versions: tuple[Sequence[Sentence], Sequence[Sentence]],
        sides: Sequence[Mapping[int, Side]],
        pairs: Iterable[tuple[Said | None, Said | None]],
        names: Names,
    ) -> None:
        self.found = found
        self._versions = versions
        self._old, self._new = sides
        self._names = names
        self._said: dict[Edge, list[tuple[Said, Said]]] = defaultdict(list)
        for a, b in pairs:
            if a and b:
                self._said[a.quote.sentence, b.quote.sentence].append((a, b))
        old_ends, new_ends = Counter(i for i, _ in found.edges), Counter(j for _, j in found.edges)
        shared = [edge for edge in found.edges if old_ends[edge[0]] > 1 or new_ends[edge[1]] > 1]
        words = ({n: side.words for n, side in version.items()} for version in sides)
        self._pieces = cut_pieces(shared, *words) if shared else {}
        self.coarse = found.coarse
        self._drawn = 0
        self._hunks = 0

    def links(self) -> list[Link]:
        """Return a link for each star: mergers first, what is left of splits, then one to one."""
        return [self._link(star) for star in _stars(self.found.edges)]

    def _link(self, star: Sequence[Edge]) -> Link:
        if len(star) == 1 and (same := self._kept(star[0])):
            return same
        drawn = [self._draw(edge) for edge in star]
        if len(star) > 1:
            drawn.sort(key=lambda each: (each.piece.new_sentence, each.piece.new_start))
        self.coarse |= any(each.coarse for each in drawn)
        total = sum([each.total for each in drawn])
        kept = sum([each.kept for each in drawn]) / total if total else 1.0
        rewritten = len(star) == 1 and kept < REWRITTEN and not self._said.get(star[0])
        return Link(
            old=tuple(sorted({i for i, _ in star})),
            new=tuple(sorted({j for _, j in star})),
            classes=self._classes(star, drawn, rewritten=rewritten),
            words=(whole_hunk(drawn[0]),) if rewritten else tuple([hunk for each in drawn for hunk in each.hunks]),
            pieces=tuple([each.piece for each in drawn]),
            kept=kept,
            rewritten=rewritten,
        )

    def _kept(self, edge: Edge) -> Link | None:
        """Return the link of a sentence that stayed as it was, to the character: most are, so they are told first."""
        i, j = edge
        text = self._versions[0][i].text
        if text != self._versions[1][j].text or edge in self._pieces:
            return None
        return Link(
            (i,),
            (j,),
            MOVED if edge in self.found.moved else frozenset(),
            pieces=(Piece(i, 0, len(text), j, 0, len(text)),),
        )

    def _classes(self, star: Sequence[Edge], drawn: Sequence[Drawn], *, rewritten: bool) -> frozenset[Change]:
        """Return the classes of a star: those of its words, and what became of its sentences."""
        classes: set[Change] = set().union(*[each.classes for each in drawn])
        if rewritten and not classes <= DIMMED:  # in another sentence none is corrected
            classes = classes - {Change.NAME, Change.NUMBER} | {Change.WORDING}
        if len(star) > 1:
            classes.add(Change.MERGED if star[0][0] != star[1][0] else Change.SPLIT)
        if not self.found.moved.isdisjoint(star):
            classes.add(Change.MOVED)
        return frozenset(classes - DIMMED or classes)

    def _draw(self, edge: Edge) -> Drawn:
        old, new = self._old[edge[0]], self._new[edge[1]]
        same = edge in self.found.same
        self._drawn += not same
        old_span, new_span = self._pieces.get(edge) or ((0, len(old.words.keys)), (0, len(new.words.keys)))
        said = self._said.get(edge, [])
        if said:
            said = [(a, b) for a, b in said if _within(a, old_span) and _within(b, new_span)]
            said.sort(key=lambda pair: pair[0].first)
            if any(b.first > c.first for (_, b), (_, c) in pairwise(said)):
                said = []
        pairing = Pairing(old, new, old_span, new_span, tuple(said))
        if self._drawn > DRAWN_MOST or self._hunks > HUNKS_MOST:
            return draw_whole(pairing, Change.TYPOGRAPHIC if same else Change.WORDING)
        drawn = draw(pairing, self._names)
        self._hunks += len(drawn.hunks)
        return drawn


def _within(said: Said, span: tuple[int, int]) -> bool:
    return span[0] <= said.first and said.last <= span[1]


def _stars(edges: Iterable[Edge]) -> list[list[Edge]]:
    """Return the edges in groups that share one sentence: the new one of a merger, else the old one of a split."""
    edges = sorted(edges)
    degree = Counter(j for _, j in edges)
    stars: dict[tuple[str, int], list[Edge]] = defaultdict(list)
    for i, j in edges:
        stars[("merger", j) if degree[j] > 1 else ("split", i)].append((i, j))
    return list(stars.values())


def _alone(found: Alignment, olds: int, news: int) -> list[Link]:
    """Return a link for each sentence that was removed or added."""
    free_old, free_new = found.free(olds, news)
    return [Link((i,), (), frozenset({Change.REMOVED}), kept=0.0) for i in free_old] + [
        Link((), (j,), frozenset({Change.ADDED}), kept=0.0) for j in free_new
    ]


def _in_order(links: Sequence[Link], old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[Link, ...]:
    """Return the links in the order of the new text, a removal after what stood before it in the old."""
    begins: dict[Role, int] = {}
    for j, sentence in enumerate(new):
        begins.setdefault(sentence.role, j)
    stays = {i: max(link.new) for link in links if link.new and Change.MOVED not in link.classes for i in link.old}
    after: dict[int, int] = {}
    at, role = -1, None
    for i, sentence in enumerate(old):
        if sentence.role != role:
            role = sentence.role
            at = begins.get(role, at + 1) - 1
        at = stays.get(i, at)
        after[i] = at
    return tuple(
        sorted(links, key=lambda link: (min(link.new), 0, 0) if link.new else (after[link.old[0]], 1, link.old[0]))
    )


def _quote_pairs(
    pairs: Iterable[tuple[Said | None, Said | None]], links: Sequence[Link], tokenizer: Tokenizer
) -> tuple[QuotePair, ...]:
    """Return the quotes in the order of their links."""
    of_old = {i: place for place, link in reversed([*enumerate(links)]) for i in link.old}
    of_new = {j: place for place, link in enumerate(links) for j in link.new}
    found = []
    for a, b in pairs:
        place = of_new[b.quote.sentence] if b else of_old[a.quote.sentence] if a else 0
        old, new = a.quote if a else None, b.quote if b else None
        reworded = bool(a and b and a.sound != b.sound)
        other = bool(old and new and not same_speaker(old.speaker, new.speaker, tokenizer))
        found.append(QuotePair(old, new, place, reworded, other))
    return tuple(sorted(found, key=lambda pair: (pair.link, [quote.start for quote in (pair.new, pair.old) if quote])))


def _flat(said: Iterable[Iterable[Said]]) -> list[Said]:
    return [each for sentence in said for each in sentence]
