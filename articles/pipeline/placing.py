"""New texts and their candidates -> which stories they make, join, may belong to, or share text with; in memory.

What is decided here is written by `articles.pipeline.group`, after the whole batch is decided.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from articles.pipeline.candidates import Candidates
from articles.text.group import Fingerprint, Verdict
from articles.text.group.choice import Candidate, Choice, Match, choose
from articles.text.group.verdict import THRESHOLDS, Thresholds

# Doubts put into the review queue for one text: the likeliest ones. An editor's answer on them settles the rest.
MOST_DOUBTS = 2


@dataclass(eq=False, slots=True)
class Node:
    """A story in the making: the stored stories in it (several where it joins them) and the new texts, by number."""

    story_ids: set[int] = field(default_factory=set)
    texts: list[int] = field(default_factory=list)
    into: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair of texts to ask an editor about. `joined`: they are in one story meanwhile."""

    first: int
    second: int
    verdict: Verdict
    joined: bool
    reasons: tuple[str, ...]

    @property
    def value(self) -> float:
        """How much an answer is worth: most where the score says least."""
        return 1 - abs(2 * self.verdict.score - 1)


@dataclass(slots=True)
class Placing:
    """The stories of a batch as decided so far.

    `apart` gives the pairs of stored stories that an editor's word keeps apart; `worked` the stored stories that carry
    an editor's work: asked only where two stories meet, in one batch out of many. Texts are numbered as in Candidates.
    """

    candidates: Candidates
    apart: Callable[[], frozenset[frozenset[int]]]
    worked: Callable[[], frozenset[int]]
    thresholds: Thresholds = THRESHOLDS
    nodes: dict[int, Node] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    shares: list[tuple[int, Match]] = field(default_factory=list)
    _by_story: dict[int, Node] = field(default_factory=dict)

    def place(self, number: int, text: Fingerprint) -> None:
        """Decide on one new text."""
        ranked = self.candidates.ranked(text)
        found = [Candidate(each, print_, id(self.node_of(each))) for each, print_ in ranked]
        choice = choose(text, found, thresholds=self.thresholds)
        self.candidates.add(number, text, indexed=not choice.near_copy)
        if choice.same:
            node = self.node_of(choice.same[0].number)
            node.texts.append(number)
            self.nodes[number] = node
            self._join_others(number, choice)
            if not choice.same[0].strong:
                self._doubt(number, choice.same[0], ("joined on little evidence", *choice.same[0].verdict.reasons))
        else:
            self.nodes[number] = Node(texts=[number])
        self._note_doubts(number, choice)
        self.shares += [(number, match) for match in choice.shares]

    def node_of(self, number: int) -> Node:
        """Give the story a text is in by now."""
        stored = self.candidates.stored.get(number)
        if stored and number not in self.nodes:
            story_id = stored.story_id
            self.nodes[number] = self._by_story.setdefault(story_id, Node(story_ids={story_id}))
        node = self.nodes[number]
        while node.into:
            node = node.into
        return node

    def _join_others(self, number: int, choice: Choice) -> None:
        """Join the other stories a text belongs with as strongly as with the best, as far as editors allow."""
        best, *others = choice.same
        for match in others:
            one, other = self.node_of(number), self.node_of(match.number)
            if one is other:
                continue
            why = self._hindrance(one, other) if best.strong and match.strong else "it would join two stories"
            if why is None:
                self._unite(one, other)
            elif why:
                self._doubt(number, match, (why, *match.verdict.reasons))

    def _hindrance(self, one: Node, other: Node) -> str | None:
        """Say why two stories must not be joined by the machine; "" where an editor has said so already."""
        apart, worked = self.apart(), self.worked()
        if any(frozenset((a, b)) in apart for a in one.story_ids for b in other.story_ids):
            return ""
        if one.story_ids & worked and other.story_ids & worked:
            return "editors worked on both stories"
        return None

    def _unite(self, one: Node, other: Node) -> None:
        one.story_ids |= other.story_ids
        one.texts += other.texts
        other.into = one

    def _note_doubts(self, number: int, choice: Choice) -> None:
        asked = 0
        for match in choice.unsure:
            if self.node_of(match.number) is not self.node_of(number) and asked < MOST_DOUBTS:
                self._doubt(number, match, match.verdict.reasons)
                asked += 1

    def _doubt(self, number: int, match: Match, reasons: tuple[str, ...]) -> None:
        joined = self.node_of(number) is self.node_of(match.number)
        self.doubts.append(Doubt(match.number, number, match.verdict, joined=joined, reasons=reasons))

    def roots(self) -> list[Node]:
        """Give the stories as they stand at the end, in the order of their first new text."""
        found: dict[int, Node] = {}
        for number in sorted((number for number in self.nodes if number < 0), reverse=True):
            node = self.node_of(number)
            found.setdefault(id(node), node)
        return list(found.values())
