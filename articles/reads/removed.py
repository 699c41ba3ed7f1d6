"""What cleaning left out of a capture, line by line, at the place in the body where it stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q

from articles.models import Capture, LineRuling
from articles.text.article import Part, Reason, Role
from articles.text.group.fold import folded_line
from articles.text.keeping import unpacked_parts
from articles.text.rulings import effective

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
    """One line left out: its text, why in words, its 0-based index among the capture's parts, and whose word it is."""

    text: str
    why: str
    part: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One line that an editor has said to be a field of the article: its text, which, its part, and who said so."""

    text: str
    role: str
    part: int
    by: str


@dataclass(frozen=True, slots=True)
class Removal:
    """What one capture had and its version has not: `before[n]` stood before paragraph n, the last after the end.

    `parts[n]` is the part that paragraph n came from, None where it came from another capture; `by` names the editors
    by whose word a part is what it is; `said` are the lines that are a headline, a caption, ... by such a word.
    """

    capture: Capture
    before: tuple[tuple[Gone, ...], ...]
    parts: tuple[int | None, ...]
    by: Mapping[int, str]
    said: tuple[Said, ...]
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
    parts, by = _with_words(capture)
    before: list[list[Gone]] = [[] for _ in range(len(paragraphs) + 1)]
    came_from: list[int | None] = [None] * len(paragraphs)
    keys = [_key(paragraph) for paragraph in paragraphs]
    said: list[Said] = []
    next_one = 0
    for index, part in enumerate(parts):
        if part.role == Role.BODY:
            found = _found(_key(part.text), keys, next_one)
            if found is not None:
                came_from[found], next_one = index, found + 1
        elif part.role == Role.REMOVED and part.reason not in UNTOLD and part.text.strip():
            before[next_one].append(Gone(part.text.strip(), _why(part), index, by.get(index, "")))
        elif index in by:
            said.append(Said(part.text.strip(), str(part.role), index, by[index]))
    return Removal(capture, tuple(map(tuple, before)), tuple(came_from), by, tuple(said), sum(map(len, before)))


def _with_words(capture: Capture) -> tuple[tuple[Part, ...], dict[int, str]]:
    """Return the parts with editors' words on this capture in force, and by whose word each ruled part is so.

    A word on the whole source is in the stored parts already; of it only the name is looked up.
    """
    parts = unpacked_parts(bytes(capture.body.parts))
    here = Q(capture=capture) | Q(source__isnull=False, source=capture.source_id)
    rulings = list(LineRuling.objects.filter(here).select_related("made_by").order_by("pk"))
    everywhere = {(row.line, row.role): _name(row.made_by) for row in rulings if row.capture_id is None}
    own = {row.part: row for row in rulings if row.part is not None and row.capture_id is not None}
    parts = effective(parts, {at: Role(row.role) for at, row in own.items()})
    by = {at: name for at, part in enumerate(parts if everywhere else ()) if (name := _of_source(part, everywhere))}
    return parts, by | {at: _name(row.made_by) for at, row in own.items()}


def _of_source(part: Part, everywhere: Mapping[tuple[str, str], str]) -> str:
    return everywhere.get((folded_line(part.text), str(part.role)), "")


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _why(part: Part) -> str:
    return REASON_WORDS.get(part.reason, "left out") if part.reason else "left out"


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
