"""A story as an editor names it in a form: by its number, or by an address of one of its screens."""

import re

from articles.models import Story
from articles.reads.story import standing_story
from articles.text.row_id import MOST_DIGITS, row_id

LONGEST = 2_000  # code points: as long as addresses get; of a text without end the pattern costs its square
_NAMED = re.compile(rf"^(?:\S*/stories/)?#?([0-9]{{1,{MOST_DIGITS}}})(?:[/?#]\S*)?$")


def story_named(given: str) -> Story | None:
    """Return the story that a number or an address names, or the one it was merged into; None where there is none."""
    found = _NAMED.match(given.strip()) if len(given) <= LONGEST else None
    number = row_id(found[1]) if found else None
    return standing_story(number) if number is not None else None
