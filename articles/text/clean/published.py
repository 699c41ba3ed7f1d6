"""A page's structured data, its address and the dates printed on it -> when it was published, and whether to doubt it.

Written here because libraries take the first date that they find and never say that another way names another day. The
precision and the zone are kept as given.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.text.clean.dates import read_date
from articles.text.clean.printed import Printed
from articles.text.clean.structured import Facts

UTC = ("Z", "+00:00")  # ends of a date that a site's machine writes, and of no newsroom's clock
ZONES = timedelta(hours=14)  # the farthest that a clock is from UTC
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "article:published",
    "published_date",
)
_CHANGED = ("last-modified", "article:modified_time", "og:updated_time", "datemodified")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:/|-|_|$)")

_URL_NUMBER = re.compile(r"(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Published:
    """When a page was published, as ISO 8601; `doubtful` where no second way names the same day."""

    date: str | None = None
    doubtful: bool = False


def find_published(facts: Facts, printed: Printed, place: int, url: str | None) -> Published:
    """The date that structured data gives, else the day that most of the other ways name.

    The other ways are the address, the lines around the headline (the block `place`) and <time>; the day when a page
    was last changed is the last resort. A date in UTC becomes the one that the page prints for the same minute, or the
    day beside it.
    """
    declared = list(_declared(facts))
    others = list(filter(None, [_date_in(url)]))
    if declared and _agree(declared[0], [*declared[1:], *others]) and not declared[0].endswith(UTC):
        return Published(declared[0])
    times = list(filter(None, map(read_date, printed.times())))
    written = printed.dates(place)
    others += [*times[:1], *written[:1]]
    if declared:
        local = _local(declared[0], written, times)
        return Published(local, doubtful=not _agree(local, [*declared[1:], *others]))
    agreed = [date for at, date in enumerate(others) if _agree(date, others[:at] + others[at + 1 :])]
    if agreed:
        return Published(max(agreed, key=len))
    others += filter(None, [_number_in(url), read_date(facts.first(*_CHANGED))])
    return Published(others[0], doubtful=True) if others else Published()


def _declared(facts: Facts) -> Iterator[str]:
    """The first date of publishing in JSON-LD, then the first in meta tags."""
    ways = (facts.strings("datePublished"), map(facts.first, _PUBLISHED))
    for dates in ways:
        found = next(filter(None, map(read_date, dates)), None)
        if found:
            yield found


def _agree(date: str, others: Sequence[str]) -> bool:
    return any(date[:10] == other[:10] for other in others)


def _local(date: str, written: Sequence[str], times: Sequence[str]) -> str:
    """The date as its readers saw it, where it is given in UTC and their day was another.

    That is the day which the page writes for the same minute, else the day before or after if none but it is written.
    """
    if not date.endswith(UTC):
        return date
    moment = _moment(date)
    for other in (*written, *times):
        is_clock = len(other) >= len("2024-05-06T07:30") and other[14:16] == date[14:16]
        if is_clock and other[:10] != date[:10] and abs(_moment(other) - moment) <= ZONES:
            return other
    beside = (other for other in written if abs((_moment(other[:10]) - _moment(date[:10])).days) == 1)
    return date if _agree(date, written) else next(beside, date)


def _moment(date: str) -> datetime:
    """A date's day and clock, whatever its zone."""
    return datetime.fromisoformat(date[:16])


def _date_in(url: str | None) -> str | None:
    """The day in an address: /2024/05/06/, /2024-5-6-, /2024/may/06/."""
    match = _URL_DATE.search(url or "")
    if not match:
        return None
    month = match[2]
    return read_date(f"{match[1]}-{month}-{match[3]}" if month.isdigit() else f"{match[3]} {month} {match[1]}")


def _number_in(url: str | None) -> str | None:
    """The day with which a number in an address begins, as articles are numbered: /20240506-bridge, /A2024050612345."""
    match = _URL_NUMBER.search(url or "")
    return read_date(f"{match[1]}-{match[2]}-{match[3]}") if match else None
