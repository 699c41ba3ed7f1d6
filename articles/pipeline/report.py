"""What an ingest came to, in numbers and in an editor's words."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """One record that became no article."""

    place: str
    problem: str
    detail: str
    excerpt: str


@dataclass(slots=True)
class Counts:
    """How many records were read, and what became of them."""

    read: int = 0
    new_stories: int = 0
    new_versions: int = 0
    same_text: int = 0
    rejected: int = 0

    def add(self, other: "Counts") -> None:
        """Take another batch in."""
        self.read += other.read
        self.new_stories += other.new_stories
        self.new_versions += other.new_versions
        self.same_text += other.same_text
        self.rejected += other.rejected


# A report lists this many rejections; the ingest screen has all of them.
LISTED = 50


@dataclass(slots=True)
class IngestReport:
    """One dump's ingest. `state` is the dump's; `known` says that it was ingested before and nothing was changed."""

    name: str
    dump_id: int | None = None
    state: str = "done"
    known: bool = False
    dry_run: bool = False
    seconds: float = 0.0
    counts: Counts = field(default_factory=Counts)
    rejected: list[RejectedRecord] = field(default_factory=list)
    error: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the report as JSON can hold it."""
        counts = {name: getattr(self.counts, name) for name in Counts.__slots__}
        return {
            "dump": self.name,
            "id": self.dump_id,
            "state": self.state,
            "known": self.known,
            "dry_run": self.dry_run,
            "seconds": round(self.seconds, 3),
            **counts,
            "rejections": [
                {"place": item.place, "problem": item.problem, "detail": item.detail, "excerpt": item.excerpt}
                for item in self.rejected
            ],
            "error": self.error,
        }

    def lines(self) -> list[str]:
        """Give the report in words, one line each."""
        if self.known:
            return [f"{self.name}: ingested before as dump {self.dump_id}; nothing was changed"]
        counts = self.counts
        tense = "would be " if self.dry_run else ""
        said = [
            f"{self.name}: {counts.read:,} records read in {self.seconds:.1f} s",
            f"  {counts.new_stories:,} {tense}new stories, {counts.new_versions:,} new versions of stories",
            f"  {counts.same_text:,} with a text that was there, {counts.rejected:,} rejected",
        ]
        said += [f"  rejected {item.place}: {item.problem}: {item.detail}" for item in self.rejected]
        if counts.rejected > len(self.rejected):
            said.append(f"  ... and {counts.rejected - len(self.rejected):,} more rejected")
        if self.error:
            said.append(f"  {self.state}: {self.error}")
        return said
