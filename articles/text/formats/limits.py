"""How much reading a dump may take: memory, bytes after decompression, members. All else about a dump is unlimited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from articles.text.formats.record import Place, Problem

MIB = 1024 * 1024

# The longest real news pages, with pictures inlined, stay below 10 MiB; what is longer is no article.
RECORD_BYTES = 32 * MIB
# Pages of one site compress up to 100 to 1 in long zstd windows; a bomb starts at 1,000 to 1.
EXPANSION = 250
# A tiny archive of repetitive text may exceed any ratio harmlessly.
EXPANDED_FLOOR = 64 * MIB
# zipfile keeps the whole directory of an archive in memory, about 500 bytes a member.
MEMBERS = 300_000
# What recognising a format may look at, and what a rejection keeps of a record.
HEAD_BYTES = 64 * 1024
EXCERPT_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one dump. `record_bytes` holds for each record, the others for each file or archive."""

    record_bytes: int = RECORD_BYTES
    expansion: int = EXPANSION
    expanded_floor: int = EXPANDED_FLOOR
    members: int = MEMBERS

    def expanded(self, compressed: int) -> int:
        """Give the most bytes that `compressed` bytes may become."""
        return max(self.expanded_floor, compressed * self.expansion)


@dataclass(frozen=True, slots=True)
class Reading:
    """What every reader of one dump is told: the bounds, an editor's names of fields, and where to go on.

    `fields` maps our names (headline, body, published, ...) to the dump's. `after` is the last record that was taken.
    """

    limits: Limits = Limits()
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    after: Place | None = None

    def skip(self, member: str) -> int:
        """Count the records at the start of `member` that were taken before."""
        return self.after.record + 1 if self.after is not None and self.after.member == member else 0


class UnreadableError(Exception):
    """A member or record that cannot be read; becomes a BadRecord where its place is known."""

    def __init__(self, problem: Problem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail
