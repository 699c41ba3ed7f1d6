"""An ISO 8601 text -> the date as an editor writes it, for screens and for what is exported as text.

Written here because Django's own filters want a whole moment, and a date of a capture is as precise as it was printed.
"""

from datetime import date, datetime

ISO_LENGTHS = {4: "%Y", 7: "%Y-%m"}  # a year, a month; longer texts carry the day


def date_in_words(given: str | date | None, *, month: str = "%b") -> str:
    """Return an ISO 8601 text as an editor writes it, with the precision and zone given: 23 Sep 2020, 00:32.

    `month` is strftime's: %b or %B. What is no such text comes back as it is, nothing as an empty text.
    """
    if not given:
        return ""
    text = given.isoformat() if isinstance(given, date) else given
    try:
        if len(text) in ISO_LENGTHS:
            return datetime.strptime(text, ISO_LENGTHS[len(text)]).strftime(f"{month} %Y" if len(text) > 4 else "%Y")  # noqa: DTZ007 - a month has no zone
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = f"{moment.day} {moment.strftime(f'{month} %Y')}"
    if "T" not in text and " " not in text:
        return day
    return f"{day}, {moment:%H:%M}{_zone(moment)}"


def _zone(moment: datetime) -> str:
    """Return the zone as it follows a time: " UTC", " +03:00", or nothing where none was given."""
    offset = moment.strftime("%z")
    if not offset:
        return ""
    return " UTC" if offset == "+0000" else f" {offset[:3]}:{offset[3:5]}"
