"""A file's path in its dump -> the day that its name, or else a folder's, gives: a last resort, and always doubted.

Archives are kept by day ("2024-05-31-bridge.txt", "20240531_0930.html", "2024/05/31/bridge.html"), but whether that day
is when the article came out or when it was saved no name says.
"""

import re

from articles.text.clean.dates import read_date

# A day by itself in a name: with one kind of sign between, or in eight digits, which a time of day may follow.
_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([-_.])(\d\d)\2(\d\d)(?!\d)|(\d\d)(\d\d)(?=(?:[T_-]?\d{4}(?:\d\d)?)?(?!\d)))"
)
_FOLDERS = re.compile(r"(?<![^/])((?:19|20)\d\d)(?:([-_.]?)(\d\d)\2(\d\d)|/(\d\d?)/(\d\d?))(?=/)")


def day_in_path(path: str) -> str | None:
    """Give the day in the file's name, else that of the folder nearest to it, as ISO 8601; None where there is none.

    "2024-05-31-bridge.txt" -> "2024-05-31"; "2024/05/31/bridge.html" -> "2024-05-31". A folder counts where its whole
    name is the day. A name with two days in it ("2024-05-01_2024-05-31.txt") gives none.
    """
    folders, _, name = path.rpartition("/")
    days = {day for match in _IN_NAME.finditer(name) if (day := _day(match.groups()))}
    if days:
        return days.pop() if len(days) == 1 else None
    found = [day for match in _FOLDERS.finditer(f"{folders}/") if (day := _day(match.groups()))]
    return found[-1] if found else None


def _day(groups: tuple[str | None, ...]) -> str | None:
    year, _, month, day, other_month, other_day = groups
    return read_date(f"{year}-{month or other_month}-{day or other_day}")
