"""What a form or an address gives -> the id of a row. Said once, for a database fails at numbers that are too large."""

from collections.abc import Iterable

LARGEST_ID = 2**63 - 1  # what a database takes as a key
MOST_DIGITS = 19  # of that


def row_id(given: str | None) -> int | None:
    """Return the id that a text is, white space and signs not allowed; None where it is none, or beyond any database.

    "12" -> 12; "²", "+1", "" and twenty nines -> None.
    """
    number = int(given) if given and len(given) <= MOST_DIGITS and given.isascii() and given.isdigit() else None
    return number if number is not None and number <= LARGEST_ID else None


def row_ids(given: Iterable[str]) -> list[int]:
    """Return the ids among some texts, in their order."""
    return [number for one in given if (number := row_id(one)) is not None]
