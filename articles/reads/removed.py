"""What cleaning left out of a capture, line by line, at the place in the body where it stood."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Capture, LineRuling
from articles.text.article import Part, Reason, Role
from articles.text.keeping import unpacked_parts

LOOKED_AHEAD = 40  # paragraphs: what another capture of the same text has more of stands close together
UNTOLD = frozenset({Reason.EMPTY})  # blank lines: nothing to read, nothing to restore
REASON_WORDS = {
    Reason.NAVIGATION: "navigation",
    Reason.RELATED: "a link to another story",
    Reason.NEWSLETTER: "newsletter box",
    Reason.SCRIPT: "a script's line",
    Reason.REPEATED_CAPTION: "photo caption, kept once",
    Reason.REPEATED: "said twice, kept once",
    Reason.LEGAL: "legal footer",
    Reason.SHARE: "share bar",
    Reason.COMMENTS: "readers' comments",
    Reason.ADVERTISEMENT: "advertisement",
    Reason.SOURCE_DEBRIS: "on many pages of this source",
    Reason.STAMP: "the capture's stamp",
    Reason.OUTSIDE: "outside the article",
    Reason.EDITOR: "removed by an editor",
}


@dataclass(frozen=True, slots=True)
class Gone:
    """One line left out: its text, why in words, and its 0-based index among the capture's parts."""

    text: str
    why: str
    part: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What one capture had and its version has not: `before[n]` stood before paragraph n, the last after the end.

    `parts[n]` is the part that paragraph n came from, None where it came from another capture; `restored` are the
    parts that an editor put back.
    """

    capture: Capture
    before: tuple[tuple[Gone, ...], ...]
    parts: tuple[int | None, ...]
    restored: frozenset[int]
    count: int


def most_telling(captures: Sequence[Capture], paragraphs: Sequence[str], *, chosen: int) -> Removal | None:
    """Return what was left out of the chosen capture, else of the first that lost anything; None without captures."""
    found: Removal | None = None
    for capture in captures:
        if not chosen or capture.pk == chosen:
            found = removal(capture, paragraphs)
            if found.count:
                break
    return found


def removal(capture: Capture, paragraphs: Sequence[str]) -> Removal:
    """Return what was left out of the capture, by the paragraph that follows, in two queries. Editors' word counts."""
    rulings = dict(LineRuling.objects.filter(capture=capture).values_list("part", "role"))
    before: list[list[Gone]] = [[] for _ in range(len(paragraphs) + 1)]
    came_from: list[int | None] = [None] * len(paragraphs)
    keys = [_key(paragraph) for paragraph in paragraphs]
    next_one = 0
    for index, part in enumerate(unpacked_parts(bytes(capture.body.parts))):
        role = Role(rulings.get(index, part.role))
        if role == Role.BODY:
            found = _found(_key(part.text), keys, next_one)
            if found is not None:
                came_from[found], next_one = index, found + 1
        elif role == Role.REMOVED and part.reason not in UNTOLD and part.text.strip():
            before[next_one].append(Gone(part.text.strip(), _why(part, ruled=index in rulings), index))
    restored = frozenset(part for part in came_from if part is not None and part in rulings)
    return Removal(capture, tuple(map(tuple, before)), tuple(came_from), restored, sum(map(len, before)))


def _why(part: Part, *, ruled: bool) -> str:
    reason = Reason.EDITOR if ruled else part.reason
    return REASON_WORDS.get(reason, "left out") if reason else "left out"


def _found(key: str, keys: Sequence[str], at: int) -> int | None:
    """Return the number of the paragraph that a body part became, looked for a little way from `at` on."""
    for number in range(at, min(at + LOOKED_AHEAD, len(keys))):
        if key and (key in keys[number] or keys[number] in key):
            return number
    return None


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def capture_of(capture_id: int) -> Capture | None:
    """Return a capture with its version; None where there is none."""
    return Capture.objects.select_related("version").filter(pk=capture_id).first()
