"""When each passage of a version came in: who brought a paragraph, who changed it last, and who brought each word.

Asked for by the reader, since the versions up to the one shown are compared one after the other, some 10 ms each.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.models import Version
from articles.models.upkeep import article_of
from articles.reads.passages import Brought
from articles.text.article import Role
from articles.text.history import History, Passage, State, history

MOST_VERSIONS = 80  # up to the one shown: as many as the history screen compares
MOST_WORDS = 120_000  # in all of them, as there: some two seconds while one waits


@dataclass(frozen=True, slots=True)
class Step:
    """What a version did to a paragraph, in words; `old` and `new` lead to the comparison (None: nothing before it)."""

    says: str
    old: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Which version brought a paragraph, which changed it last (None: none did), and how many did.

    `back` is the last that brought it back after it had gone, where another changed it since. `words` are those that
    came in later than the paragraph.
    """

    brought: Step
    last: Step | None = None
    back: Step | None = None
    changes: int = 0
    words: tuple[Brought, ...] = ()


Place = tuple[Role, int]
"""A role, and which of its paragraphs, counted from 0."""


def origins_of(versions: Sequence[Version], shown: Version) -> Mapping[Place, Origin]:
    """Return where each paragraph of `shown` comes from; `versions` are all of the story, in order. One query.

    Of a story with more than MOST_VERSIONS or MOST_WORDS up to it the newest are followed: what they all have came in
    earlier.
    """
    count = next(at for at, version in enumerate(versions, start=1) if version.pk == shown.pk)
    ids = _newest(versions[:count])
    bodies = Version.objects.with_body().in_bulk(ids)
    told = history([article_of(bodies[pk]) for pk in ids])
    teller = _Teller(told, ids, count - len(ids))
    return {place: teller.origin(place, passages) for place, passages in _paragraphs(told).items()}


def _newest(versions: Sequence[Version]) -> list[int]:
    """Return the ids of the newest, in order: as many as are compared while one waits, two at least."""
    words = 0
    ids: list[int] = []
    for version in reversed(versions[-MOST_VERSIONS:]):
        words += version.word_count
        if len(ids) >= 2 and words > MOST_WORDS:
            break
        ids.append(version.pk)
    return ids[::-1]


def _paragraphs(told: History) -> dict[Place, list[Passage]]:
    """Return the passages of each paragraph of the last version."""
    last = len(told.sentences) - 1
    found: dict[Place, list[Passage]] = defaultdict(list)
    for passage in told.passages:
        place = _place(told, passage, last)
        if place:
            found[place].append(passage)
    return found


def _place(told: History, passage: Passage, version: int) -> Place | None:
    """Return the paragraph that a passage stands in; None where the version does not have it."""
    index = passage.cells[version].sentence
    if index is None:
        return None
    sentence = told.sentences[version][index]
    return sentence.role, sentence.paragraph


def _letters(told: History) -> dict[Place, tuple[str, list[int]]]:
    """Return for each paragraph of the last version its text, and for each of its characters who brought it.

    White space between sentences is taken to have come with the one before it.
    """
    found: dict[Place, tuple[str, list[int]]] = {}
    for sentence, origins in zip(told.sentences[-1], told.origins[-1], strict=True):
        text, letters = found.get((sentence.role, sentence.paragraph), ("", []))
        letters += letters[-1:] * len(sentence.before)
        for origin in origins:
            letters += [origin.version] * (origin.end - origin.start)
        found[sentence.role, sentence.paragraph] = (text + sentence.before + sentence.text, letters)
    return found


class _Teller:
    """Says what versions did; `ids` are those compared, `before` is how many stood before them."""

    def __init__(self, told: History, ids: Sequence[int], before: int) -> None:
        self._told = told
        self._ids = ids
        self._before = before
        self._cut = [set(self._dropped(version)) for version in range(len(ids))]
        self._letters = _letters(told)

    def origin(self, place: Place, passages: Sequence[Passage]) -> Origin:
        """Return where the passages of one paragraph come from."""
        first = min(passage.brought_by for passage in passages)
        done = {version: self._done(passages, version) for version in range(first + 1, len(self._ids))}
        changed = [version for version, what in done.items() if what]
        last = changed[-1] if changed else None
        back = max((version for version in changed if done[version] == "back"), default=None)
        return Origin(
            brought=self._step(self._brought(first), first),
            last=None if last is None else self._step(f"{done[last]} in version {self._number(last)}", last),
            back=None if back is None or back == last else self._step(f"back in version {self._number(back)}", back),
            changes=len(changed),
            words=tuple(self._late(place, first)),
        )

    def _late(self, place: Place, first: int) -> Iterator[Brought]:
        """Yield the words of a paragraph that came in after its first version, white space at their ends left out."""
        text, letters = self._letters[place]
        at = 0
        for version, run in groupby(letters):
            start, at = at, at + len(list(run))
            words = text[start:at]
            if version > first and any(letter.isalnum() for letter in words):
                begins, ends = start + len(words) - len(words.lstrip()), at - len(words) + len(words.rstrip())
                yield Brought(begins, ends, self._number(version), self._ids[version - 1], self._ids[version])

    def _dropped(self, version: int) -> Iterator[Place]:
        """Give the paragraphs of the version before that lost a sentence in this one."""
        for passage in self._told.passages if version else ():
            place = _place(self._told, passage, version - 1)
            if place and passage.cells[version].sentence is None:
                yield place

    def _done(self, passages: Sequence[Passage], version: int) -> str:
        """Return what the version did to the paragraph, in a word; "" where nothing."""
        states = {passage.cells[version].state for passage in passages}
        shorter = any(_place(self._told, passage, version - 1) in self._cut[version] for passage in passages)
        if State.EDITED in states or (shorter and State.NEW in states):
            return "reworded"
        if State.RESTORED in states:
            return "back"
        if shorter:
            return "shortened"
        if State.NEW in states:
            return "longer"
        return "moved" if State.MOVED in states else ""

    def _brought(self, first: int) -> str:
        number = self._number(first)
        if first == 0 and self._before:
            return f"since version {number} or earlier"
        return f"new in version {number}" if 0 < first == len(self._ids) - 1 else f"since version {number}"

    def _number(self, version: int) -> int:
        return self._before + version + 1

    def _step(self, says: str, version: int) -> Step:
        return Step(says, self._ids[version - 1], self._ids[version]) if version else Step(says)
