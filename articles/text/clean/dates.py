"""A printed or marked-up date -> ISO 8601 with the precision and the zone that were given, and no more.

Written here because parsers fill in what is missing (today's day, midnight, the machine's zone) and guess between day
and month in silence.
"""

import re
from datetime import date

from articles.text.clean.months import month_of

FIRST_YEAR, LAST_YEAR = 1990, 2099  # pages that name an earlier day are about it, not from it

_DIGIT = re.compile(r"\d")
_ZONE = r"(Z\b|[+-]\d\d:?\d\d\b)?"
_ISO = re.compile(
    r"\b(\d{4})-(\d\d?)-(\d\d?)(?!\d)(?:[T ]{1,2}(\d\d?):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)? ?" + _ZONE + ")?"
)
_COMPACT = re.compile(r"\b((?:19|20)\d\d)(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?" + _ZONE + r")?\b")
_NAME = r"((?:[^\W\d_]|[\u0900-\u0963]){2,12}(?: ال[^\W\d_]{3,6})?)"  # a month; two words in Levantine Arabic
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.|\. de|º de| de|-го|-ro)?[ -]{1,2}"
    + _NAME
    + r"(?:/[^\W\d_]{2,12})?\.?(?: de| del| of)?[,،]?[ -]{1,2}(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"\b" + _NAME + r"\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_YEAR_NAMED = re.compile(r"\b(\d{4})(?:\.|m\.|г\.)? " + _NAME + r"\.? (\d{1,2})\b")
_CJK = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_NUMBERS = re.compile(r"\b(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})\b")
_SHORT_YEAR = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{2})(?![\d./%])")
_YEAR_FIRST = re.compile(r"\b(\d{4})([./])(\d{1,2})\2(\d{1,2})\b")
_TIME = re.compile(r"\b(\d{1,2})[:.hH時](\d\d)(?:[:.]\d\d)? ?(?:([ap])\.? ?m\b\.?)?", re.IGNORECASE)
_NAMED_ZONE = re.compile(r"^ ?,? ?\(?(?:(UTC|GMT|Z)\b)?([+-]\d\d:?\d\d)?")
# Words for "updated" and "changed"; a line that begins with another is taken for the day of publishing.
_UPDATE = re.compile(
    r"(?:last )?(?:updat|modif|edit|amend|revis)\w*|(?:zuletzt )?(?:aktualisiert|geändert|bearbeitet)|mise? à jour"
    r"|actuali[sz]\w+|aggiornat\w+|atualiza\w+|bijgewerkt|gewijzigd|(?:senast )?uppdatera\w+|(?:sist )?oppdater\w+"
    r"|opdater\w+|päivitetty|aktuali[sz]\w+|güncel\w+|diperbarui|обновлен\w+|оновлен\w+|ενημέρωσ\w+|עודכן"
    r"|(?:تم )?(?:ال)?تحديث|更新|업데이트|수정",
    re.IGNORECASE,
)
MAX_DATE_LINE = 120  # characters; a longer line with a date in it is prose
MAX_BESIDE = 12  # words of a line with a date that says who wrote it, and where
FEW_BESIDE = 3  # words beside the date, up to the next sign, in a line that goes on to say more ("Published", "at")
_BREAK = re.compile(r"\s*[|•·/,;]\s*|\s[-–—]\s")
_TIME_REACH = 30  # characters around a date in which its time may stand


def _iso(year: str, month: int | None, day: str) -> str | None:
    if month is None or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def _zone(text: str | None) -> str:
    if not text:
        return ""
    return "Z" if text.upper() == "Z" else text[:3] + ":" + text[-2:]


def _machine(text: str) -> str | None:
    for pattern in (_ISO, _COMPACT):
        match = pattern.search(text)
        day = _iso(match[1], int(match[2]), match[3]) if match else None
        if match and day:
            is_clock = match[4] and int(match[4]) < 24 and int(match[5]) < 60
            return f"{day}T{int(match[4]):02}:{match[5]}{_zone(match[6])}" if is_clock else day
    return None


def _written(text: str) -> tuple[str, int, int] | None:
    """The first day written out in a text and where it stands."""
    for pattern, (year, month, day) in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_YEAR_NAMED, (1, 2, 3))):
        for match in pattern.finditer(text):
            found = _iso(match[year], month_of(match[month]), match[day])
            if found:
                return found, *match.span()
    for pattern, (year, month, day) in ((_CJK, (1, 2, 3)), (_YEAR_FIRST, (1, 3, 4))):
        numbers = pattern.search(text)
        found = _iso(numbers[year], int(numbers[month]), numbers[day]) if numbers else None
        if numbers and found:
            return found, *numbers.span()
    return _in_numbers(text)


def _in_numbers(text: str) -> tuple[str, int, int] | None:
    """The first day in numbers, day first, or month first where the second number is no month."""
    match = _NUMBERS.search(text) or _SHORT_YEAR.search(text)
    if not match:
        return None
    year = match[4] if len(match[4]) > 2 else "20" + match[4]
    found = _iso(year, int(match[3]), match[1]) or _iso(year, int(match[1]), match[3])
    return (found, *match.span()) if found else None


def _clock(text: str) -> str:
    """The first time of day in a text as Thh:mm with its zone where one is given, else ""."""
    match = _TIME.search(text)
    if not match:
        return ""
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return ""
    zone = _NAMED_ZONE.match(text[match.end() :])
    named = ("Z" if zone[1] else "") if zone and not zone[2] else _zone(zone[2] if zone else None)
    return f"T{hour:02}:{minute:02}{named}"


def read_date(text: str) -> str | None:
    """The first date in a text as ISO 8601, with the time and the zone that stand beside it; None where there is none.

    "SEPTEMBER 23, 2020 00:32" -> "2020-09-23T00:32"; "3. Mai 2024" -> "2024-05-03". Only the first 500 characters
    are read. Between day and month, a date in numbers is read day first where both can be.
    """
    text = text[:500]
    if _DIGIT.search(text) is None:
        return None  # most lines that are asked
    machine = _machine(text)
    if machine:
        return machine
    written = _written(text)
    if not written:
        return None
    day, start, end = written
    return day + (_clock(text[end : end + _TIME_REACH]) or _clock(text[max(0, start - _TIME_REACH) : start]))


def is_ambiguous(text: str) -> bool:
    """Whether a text's date is in numbers that can be read day first and month first."""
    match = _NUMBERS.search(text[:500]) or _SHORT_YEAR.search(text[:500])
    return (
        bool(match)
        and _machine(text[:500]) is None
        and match[1] != match[3]
        and max(int(match[1]), int(match[3])) <= 12
        if match
        else False
    )


def around_date(text: str) -> tuple[str, str]:
    """What stands before and after the first date of a text, with "|" for times of day; ("", "") without a date."""
    text = text[:500]
    match = _ISO.search(text)
    written = None if match and _machine(text) else _written(text)
    if written is None and match is None:
        return "", ""
    start, end = written[1:] if written else match.span() if match else (0, 0)
    before, after = text[:start], text[end:]
    return _TIME.sub(" | ", before), _TIME.sub(" | ", after)


def is_date_line(text: str) -> bool:
    """Whether a line is little more than a date: at most 80 characters, and few words beside it.

    A longer one is, too, where next to nothing but dates and times is left of it.
    """
    if len(text) > MAX_DATE_LINE or read_date(text) is None:
        return False
    if len(text) <= 80 and len(text.split()) <= MAX_BESIDE:
        return True
    before, after = around_date(text)
    near = [_BREAK.split(before)[-1], _BREAK.split(after)[0]]
    stopped = text[-1] in ".!?" and not text.endswith(("a.m.", "p.m."))
    return not stopped and sum(len(piece.split()) for piece in near) <= FEW_BESIDE


def is_update_line(text: str) -> bool:
    """Whether a line gives the day of a change ("Updated ..."), not that of publishing."""
    return _UPDATE.match(text) is not None
