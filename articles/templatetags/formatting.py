"""Formatting only: dates as given, counts in words, and the bar that shows how much of a version is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from articles.text.date_words import date_in_words

register = template.Library()

MINUTE, HOUR, DAY = 60, 3600, 86_400  # seconds
BAR_WIDTH = 100  # the bar's own units: per cent
WORDS_A_MINUTE = 200  # a slow, careful reader; what editors read at


@dataclass(frozen=True, slots=True)
class Slice:
    """One colour of the bar: where it starts and how wide it is, in per cent."""

    kind: str
    start: float
    width: float


@register.filter
def printed_date(given: str | date | None) -> str:
    """Return an ISO 8601 text as an editor writes it, with the precision and zone given: 23 Sep 2020, 00:32."""
    return date_in_words(given)


@register.filter
def long_date(given: str | date | None) -> str:
    """Return an ISO 8601 text with the month in full: 23 September 2020, 00:32 +03:00."""
    return date_in_words(given, month="%B")


@register.filter
def ago(moment: datetime) -> str:
    """Return how long ago something was: just now, 5 min ago, 2 h ago, 3 days ago, else the day."""
    seconds = (timezone.now() - moment).total_seconds()
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} min ago"
    if seconds < DAY:
        return f"{int(seconds // HOUR)} h ago"
    days = int(seconds // DAY)
    if days <= 7:
        return f"{days} day{'s' if days > 1 else ''} ago"
    return date_in_words(timezone.localdate(moment))


@register.filter
def is_web_address(address: str) -> bool:
    """Return whether a captured address may be a link: http and https alone, never a script."""
    return address.lower().startswith(("http://", "https://"))


@register.filter
def thousands(number: int) -> str:
    """Return a number with commas: 48,210."""
    return f"{number:,}"


@register.simple_tag
def count(number: int, word: str, plural: str = "") -> str:
    """Return a number and what it counts: "1 version", "2 versions", "1,204 stories"."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


@register.filter
def reading_minutes(words: int) -> int:
    """Return the minutes a careful reader takes, at least 1."""
    return max(1, round(words / WORDS_A_MINUTE))


@register.inclusion_tag("shared/_bar.html")
def proportion_bar(counted: Any) -> dict[str, Any]:
    """Return the bar of a story or a comparison's summary: kept, edited, moved, added, in sentences of the new text.

    `counted` has kept, edited, moved, added, removed. Where nothing was counted the bar is all kept.
    """
    counts = [(kind, getattr(counted, kind)) for kind in ("kept", "edited", "moved", "added")]
    removed = counted.removed
    said = [f"{kind} {number}" for kind, number in [*counts, ("removed", removed)] if number]
    return {"slices": slices(counts), "said": ", ".join(said) or "one version"}


def slices(counts: Sequence[tuple[str, int]]) -> list[Slice]:
    """Return each count's slice of BAR_WIDTH, in order, without those that are 0."""
    total = sum(number for _, number in counts)
    if not total:
        return [Slice("kept", 0, BAR_WIDTH)]
    made: list[Slice] = []
    start = 0.0
    for kind, number in counts:
        width = round(BAR_WIDTH * number / total, 2)
        if number:
            made.append(Slice(kind, round(start, 2), width))
        start += width
    return made


@register.filter
def of(words: Mapping[int, str], number: int) -> str:
    """Return what is said of the thing with this number; nothing where nothing is."""
    return words.get(number, "")


@register.filter
def times(number: int, factor: int) -> int:
    """Return the product: where the n-th bar of a chart stands."""
    return number * factor


@register.filter
def bar_height(bar: Any, full: int) -> str:
    """Return how high a chart's bar is, of `full`; its `height` is in per cent."""
    return f"{bar.height * full / 100:.1f}"


@register.filter
def bar_top(bar: Any, full: int) -> str:
    """Return where a chart's bar begins, counted from above, of `full`."""
    return f"{full - bar.height * full / 100:.1f}"


@register.filter
def indent(depth: int) -> str:
    """Return spaces that show a depth where CSS cannot: in a select's options."""
    return "\u2003" * depth
