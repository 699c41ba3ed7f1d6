"""What aligning has found so far: which sentence of the new version comes from which of the old one."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Alignment:
    """Edges (old, new) between sentences with their likeness; `same` are those that only typography tells apart."""

    edges: dict[tuple[int, int], float] = field(default_factory=dict)
    same: set[tuple[int, int]] = field(default_factory=set)
    moved: frozenset[tuple[int, int]] = frozenset()
    coarse: bool = False

    def mirrored(self) -> "Alignment":
        """Return the same with old and new exchanged."""
        return Alignment(
            {(j, i): score for (i, j), score in self.edges.items()},
            {(j, i) for i, j in self.same},
            frozenset((j, i) for i, j in self.moved),
            self.coarse,
        )

    def link(self, old: int, new: int, score: float) -> None:
        """Add an edge."""
        self.edges[old, new] = score

    def free(self, olds: int, news: int) -> tuple[list[int], list[int]]:
        """Return the sentences of each side that no edge touches."""
        linked_old = {i for i, _ in self.edges}
        linked_new = {j for _, j in self.edges}
        return [i for i in range(olds) if i not in linked_old], [j for j in range(news) if j not in linked_new]

    def unlike(self, olds: int, news: int) -> tuple[list[int], list[int]]:
        """Return the sentences of each side that have no equal on the other."""
        same_old = {i for i, _ in self.same}
        same_new = {j for _, j in self.same}
        return [i for i in range(olds) if i not in same_old], [j for j in range(news) if j not in same_new]
