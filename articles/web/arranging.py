"""The panel below a story's versions: what was typed and ticked there, kept where an act is refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from articles.reads.editions import Edition
from articles.reads.story import StoryPage

LONGEST_PLACE = 5  # digits
EDITOR = "editor"  # Version.OrderBasis


class NoPlace(ValueError):  # noqa: N818 - as an editor would say it
    """What was typed as a version's place is none; the message says of which version, and the cure."""


@dataclass(frozen=True, slots=True)
class Row:
    """A version in the panel: its headline where they differ, whether it is ticked, and the place typed for it."""

    edition: Edition
    headline: str
    ticked: bool
    place: str


@dataclass(frozen=True, slots=True)
class Arranging:
    """The panel with what was typed, the first version first."""

    rows: tuple[Row, ...]
    to: str
    other: str
    opened: bool

    @property
    def inferred(self) -> bool:
        """Whether an order stands there that no editor has set: it can be confirmed."""
        return any(row.edition.version.order_basis != EDITOR for row in self.rows)


def places_given(page: StoryPage, given: Mapping[str, str]) -> list[int]:
    """Return the ids of the versions in the order of the places given; one that the form did not know of goes last.

    Raises NoPlace where one has no whole number from 1, or two have the same.
    """
    taken: dict[int, int] = {}
    for edition in page.editions:
        typed = given.get(f"place-{edition.version.pk}")
        if typed is None:
            continue
        place = _place(typed.strip(), edition.number)
        if place in taken:
            first, second = sorted((taken[place], edition.number))
            raise NoPlace(f"Versions {first} and {second} both have place {place}: give each a place of its own.")
        taken[place] = edition.number
    place_of = {number: place for place, number in taken.items()}
    last = 10**LONGEST_PLACE
    ordered = sorted(page.editions, key=lambda one: (place_of.get(one.number, last), one.number))
    return [edition.version.pk for edition in ordered]


def _place(typed: str, number: int) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_PLACE and int(typed)):
        said = f"“{typed[:20]}” is no place" if typed else "There is no place"
        raise NoPlace(f"{said} for version {number}: give each version a whole number, 1 for the first.")
    return int(typed)


def arranging(page: StoryPage, given: QueryDict | None = None) -> Arranging:
    """Return the panel as it is, or with what was given in it, which opens it."""
    typed = given or QueryDict()
    ticked = set(typed.getlist("split"))
    rows, differ = [], len({edition.version.headline for edition in page.editions}) > 1
    for edition in reversed(page.editions):
        pk, headline = str(edition.version.pk), edition.version.headline if differ else ""
        rows.append(Row(edition, headline, pk in ticked, typed.get(f"place-{pk}", str(edition.number))))
    return Arranging(tuple(rows), typed.get("to", ""), typed.get("other", ""), opened=given is not None)
