"""Fields on which the captures of a version disagree -> each reading, who says so, and which one the version shows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.models import Capture, CaptureBody, Version
from articles.text.source_name import source_key

MOST_ASKED = 100  # captures of one text that are asked what they say: as many as are read for what the version knows
MOST_NAMED = 3  # captures by their place, for one reading; of the others the number is said


@dataclass(frozen=True, slots=True)
class Reading:
    """What some captures say of a field. `said_by` are the first of them, `more` counts the others."""

    text: str
    used: bool
    said_by: tuple[Capture, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which captures disagree, the reading that the version shows first; `settled` where it shows one."""

    field: str
    readings: tuple[Reading, ...]

    @property
    def settled(self) -> bool:
        """Whether one of the readings is shown."""
        return any(reading.used for reading in self.readings)


def disagreements_of(version: Version) -> tuple[Disagreement, ...]:
    """Return the fields on which the captures of a version disagree; one query, none where they agree.

    Needs `version.body` and `version.source` loaded.
    """
    conflicts = version.disagreements
    if not conflicts:
        return ()
    said = _said(version, tuple(conflicts))
    return tuple(_disagreement(version, field, readings, said[field]) for field, readings in conflicts.items())


def _disagreement(version: Version, field: str, texts: list[str], said: Mapping[str, list[Capture]]) -> Disagreement:
    shown = _shown(version, field, texts)
    every = [shown, *(text for text in texts if text != shown)] if shown else texts
    return Disagreement(field, tuple(_reading(text, said.get(text, []), used=text == shown) for text in every))


def _reading(text: str, captures: list[Capture], *, used: bool) -> Reading:
    return Reading(text, used, tuple(captures[:MOST_NAMED]), max(0, len(captures) - MOST_NAMED))


def _shown(version: Version, field: str, texts: list[str]) -> str:
    """Return what the version says in a field, as one of its readings has it; "" where it says nothing."""
    if field == "source":
        name = version.source.name if version.source else ""
        return next((text for text in texts if source_key(text) == source_key(name)), name)
    return str(getattr(version.body if field in {"section", "contributors"} else version, field, ""))


def _said(version: Version, fields: tuple[str, ...]) -> dict[str, dict[str, list[Capture]]]:
    """Return by field and reading which captures say so, as they stand in their dumps."""
    found: dict[str, dict[str, list[Capture]]] = {field: defaultdict(list) for field in fields}
    bodies = CaptureBody.objects.filter(capture__version=version).select_related("capture__source", "capture__dump")
    rows = bodies.order_by("capture__dump_id", "capture__number").defer("raw", "parts")
    for body in rows[:MOST_ASKED]:
        clean: dict[str, Any] = body.clean
        for field in fields:
            if clean.get(field):
                found[field][str(clean[field])].append(body.capture)
    return found
