"""The bodies of a source's stories -> the lines that recur in several of them.

Counted over distinct stories, never over pages: five captures of one article say its every line five times, and counting
pages would empty it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.text.article import Part, Reason, Role
from articles.text.clean.rulings import FEWEST_FOR_SENTENCES, FEWEST_STORIES, is_sentence
from articles.text.group.fold import folded_line

MOST_LINES = 500  # of a source that are proposed, the most frequent first: more than a site's templates have
MOST_COUNTED = 200_000  # distinct lines counted at once: some 60 MB; beyond it those met once are forgotten
LONGEST_LINE = 2_000  # characters; what is longer is an article's own
_DEBRIS = frozenset({Reason.SOURCE_DEBRIS})


@dataclass(frozen=True, slots=True)
class Recurring:
    """A line met in several stories: folded, as printed last, and from how many stories on it is left out."""

    digest: str
    line: str
    text: str
    stories: int
    needed: int


@dataclass(slots=True)
class LineCount:
    """Counts the lines of one story after another."""

    _stories: Counter[str] = field(default_factory=Counter)
    _texts: dict[str, str] = field(default_factory=dict)

    def add_story(self, captures: Iterable[Iterable[Part]]) -> None:
        """Count each line of a story's captures once, however often it stands there."""
        lines = {}
        for parts in captures:
            for part in parts:
                text = part.text.strip()
                if text and len(text) <= LONGEST_LINE and (part.role == Role.BODY or part.reason in _DEBRIS):
                    lines[folded_line(text)] = " ".join(text.split())
        self._stories.update(lines.keys())
        self._texts |= lines
        if len(self._stories) > MOST_COUNTED:
            self._forget()

    def recurring(self) -> tuple[Recurring, ...]:
        """Give the lines that stand in FEWEST_STORIES stories or more, most frequent first, MOST_LINES at most."""
        often = [(line, stories) for line, stories in self._stories.items() if line and stories >= FEWEST_STORIES]
        often.sort(key=lambda pair: (-pair[1], pair[0]))
        return tuple(_recurring(line, self._texts[line], stories) for line, stories in often[:MOST_LINES])

    def _forget(self) -> None:
        """Forget the lines met in one story only."""
        self._stories = Counter({line: stories for line, stories in self._stories.items() if stories > 1})
        self._texts = {line: self._texts[line] for line in self._stories}


def line_digest(line: str) -> str:
    """The SHA-256 of a folded line, hexadecimal."""
    return hashlib.sha256(line.encode("utf-8", "replace")).hexdigest()


def _recurring(line: str, text: str, stories: int) -> Recurring:
    needed = FEWEST_FOR_SENTENCES if is_sentence(text) else FEWEST_STORIES
    return Recurring(line_digest(line), line, text, stories, needed)
