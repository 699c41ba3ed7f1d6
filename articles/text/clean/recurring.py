"""The bodies of a source's stories -> the lines that recur in so many of them that they are proposed as debris.

Counted over distinct stories, never over pages: five captures of one article say its every line five times, and
counting pages would empty it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.text.article import Part, Reason, Role
from articles.text.clean.debris import debris_key, propose_debris
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words

# Stories from which a sentence is left out without an editor's word: background recurs at the ends of running stories,
# and few of these go on for so long. Judged, not measured.
FEWEST_FOR_SENTENCES = 10
MOST_LINES = 500  # of a source that are proposed, the most frequent first: more than a site's templates have
MOST_COUNTED = 200_000  # distinct lines counted at once: some 60 MB; beyond it those met once are forgotten
LONGEST_LINE = 2_000  # characters; what is longer is an article's own
_DEBRIS = frozenset({Reason.SOURCE_DEBRIS})


@dataclass(frozen=True, slots=True)
class Recurring:
    """A line met in several stories: its key, as printed last, and from how many stories on it is left out."""

    digest: str
    line: str
    text: str
    stories: int
    needed: int = 0


@dataclass(slots=True)
class LineCount:
    """Counts the lines of one story after another."""

    stories: int = 0
    _stories: Counter[str] = field(default_factory=Counter)
    _texts: dict[str, str] = field(default_factory=dict)

    def add_story(self, captures: Iterable[Iterable[Part]]) -> None:
        """Count each line of a story's captures once, however often it stands there."""
        lines = {}
        self.stories += 1
        for parts in captures:
            for part in parts:
                text = part.text.strip()
                if text and len(text) <= LONGEST_LINE and (part.role == Role.BODY or part.reason in _DEBRIS):
                    lines[debris_key(text)] = " ".join(text.split())
        self._stories.update(lines.keys())
        self._texts |= lines
        if len(self._stories) > MOST_COUNTED:
            self._forget()

    def recurring(self) -> tuple[Recurring, ...]:
        """Give the lines that stand in enough stories to be proposed, most frequent first, MOST_LINES at most."""
        proposed = propose_debris(self._stories, stories=self.stories)[:MOST_LINES]
        return tuple(_recurring(each.key, self._texts[each.key], each.stories) for each in proposed)

    def _forget(self) -> None:
        """Forget the lines met in one story only."""
        self._stories = Counter({line: stories for line, stories in self._stories.items() if stories > 1})
        self._texts = {line: self._texts[line] for line in self._stories}


def line_digest(line: str) -> str:
    """The SHA-256 of a line's key, hexadecimal."""
    return hashlib.sha256(line.encode("utf-8", "replace")).hexdigest()


def _recurring(line: str, text: str, stories: int) -> Recurring:
    sentence = is_ended(text) and length_in_words(text) >= SENTENCE
    return Recurring(line_digest(line), line, text, stories, FEWEST_FOR_SENTENCES if sentence else 0)
