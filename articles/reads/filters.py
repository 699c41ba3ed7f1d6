"""What the desk is asked for: a query string into filters and back, so that every view of the desk has an address."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from articles.text.row_id import row_id

SHOWS = ("changed", "versions", "quotes", "numbers", "names", "headline", "attribution", "notes", "untagged")
SORTS = ("changed", "published")
MOST_CHARACTERS = 200  # of a search; no one types more


@dataclass(frozen=True, slots=True)
class Month:
    """A month of publication, or a year where no month is known."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{calendar.month_name[self.month]} {self.year}" if self.month else str(self.year)

    @property
    def iso(self) -> str:
        """Return it as 2020-09, or 2020."""
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the desk is asked for. `topic` and `source` are ids; `week` is what changed in the last seven days.

    A story is listed where all of `shows` hold; they are some of SHOWS, in that order.
    """

    words: str = ""
    shows: tuple[str, ...] = ()
    topic: int | None = None
    source: int | None = None
    month: Month | None = None
    week: bool = False
    sort: str = "changed"
    after: str = ""

    @property
    def narrowed(self) -> bool:
        """True where anything but the order and the page is asked for."""
        return replace(self, sort="changed", after="") != Filters()

    @property
    def only_words(self) -> bool:
        """True where nothing but words is asked for."""
        return not replace(self, words="").narrowed

    @property
    def only_changed(self) -> bool:
        """True where nothing but what changed since it was read is asked for."""
        return replace(self, sort="changed", after="") == Filters(shows=("changed",))

    def with_or_without(self, show: str) -> "Filters":
        """Ask for this one of SHOWS too; where it is asked for already, no longer."""
        wanted = {*self.shows} ^ {show}
        return replace(self, shows=tuple(one for one in SHOWS if one in wanted))

    @property
    def query(self) -> str:
        """Return the query string that asks for this, with its question mark; defaults are left out."""
        given = {
            "q": self.words,
            "show": ",".join(self.shows),
            "topic": self.topic or "",
            "source": self.source or "",
            "month": self.month.iso if self.month else "",
            "week": "1" if self.week else "",
            "sort": "" if self.sort == "changed" else self.sort,
            "after": self.after,
        }
        return "?" + urlencode({name: value for name, value in given.items() if value != ""}, safe=",")


def filters_of(query: Mapping[str, str]) -> Filters:
    """Return the filters a query string asks for. What makes no sense is left out; raises nothing."""
    shows, sort = query.get("show", "").split(","), query.get("sort", "")
    return Filters(
        words=query.get("q", "").replace("\x00", "").strip()[:MOST_CHARACTERS],
        shows=tuple(show for show in SHOWS if show in shows),
        topic=row_id(query.get("topic")) or None,
        source=row_id(query.get("source")) or None,
        month=_month(query.get("month", "")),
        week=query.get("week") == "1",
        sort=sort if sort in SORTS else "changed",
        after=query.get("after", "")[:MOST_CHARACTERS],
    )


def _month(text: str) -> Month | None:
    year, _, month = text.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return None
    if not month:
        return Month(int(year))
    if not (month.isascii() and month.isdigit() and len(month) <= 2):
        return None
    return Month(int(year), int(month)) if 1 <= int(month) <= 12 else None
