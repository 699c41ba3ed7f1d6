"""The lines of a capture while it is being cleaned: what each has turned out to be so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.text.article import Caption, Reason, Role


@dataclass(slots=True)
class Draft:
    """Lines in order, whether a blank line stands before each, and their roles and reasons as they are found."""

    texts: Sequence[str]
    gaps: Sequence[bool]
    roles: dict[int, Role] = field(default_factory=dict)
    reasons: dict[int, Reason] = field(default_factory=dict)
    captions: dict[int, Caption] = field(default_factory=dict)

    def is_free(self, index: int) -> bool:
        """Whether a line has no role yet."""
        return index not in self.roles

    def remove(self, index: int, reason: Reason) -> None:
        """Leave a line out of the article."""
        self.roles[index] = Role.REMOVED
        self.reasons[index] = reason

    def caption(self, index: int, caption: Caption) -> None:
        """Make a line a caption."""
        self.roles[index] = Role.CAPTION
        self.captions[index] = caption

    def indexes(self, role: Role) -> list[int]:
        """The lines that have a role, in order."""
        return sorted([index for index, found in self.roles.items() if found is role])

    def texts_of(self, role: Role) -> list[str]:
        """The texts of the lines that have a role, in order."""
        return [self.texts[index] for index in self.indexes(role)]
