"""An editor's word on one line of a capture -> the paragraphs of its article with the line put in or taken out.

Written here because cleaning decides for whole captures, and an editor for one line: everything else must stay as it
is, to the character.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.text.article import Part, Reason, Role


class NotInBody(ValueError):  # noqa: N818 - what it says is what the caller asks
    """A line that is no longer in the paragraphs it should be taken out of."""


def effective(parts: Sequence[Part], roles: Mapping[int, Role]) -> tuple[Part, ...]:
    """The parts of a capture with editors' words in force: `roles` gives the role of some of them by their index."""
    return tuple(
        replace(part, role=roles[at], reason=Reason.EDITOR if roles[at] == Role.REMOVED else None)
        if at in roles and roles[at] != part.role
        else part
        for at, part in enumerate(parts)
    )


def put_in(paragraphs: Sequence[str], parts: Sequence[Part], part: int) -> tuple[str, ...]:
    """The paragraphs with the text of `parts[part]` as one more, where it stood among the parts of the body."""
    at = 0
    for other in parts[:part]:
        if other.role == Role.BODY:
            at = _after(other.text, paragraphs, at)
    return (*paragraphs[:at], " ".join(parts[part].text.split()), *paragraphs[at:])


def take_out(paragraphs: Sequence[str], parts: Sequence[Part], part: int) -> tuple[str, ...]:
    """The paragraphs without the text of `parts[part]`: as a paragraph, else as a piece of one.

    Raises NotInBody where it is neither.
    """
    start = 0
    for other in parts[:part]:
        if other.role == Role.BODY:
            start = _after(other.text, paragraphs, start)
    text = " ".join(parts[part].text.split())
    order = [*range(start, len(paragraphs)), *range(start)]
    whole = next((at for at in order if _key(paragraphs[at]) == _key(text)), None)
    if whole is not None:
        return (*paragraphs[:whole], *paragraphs[whole + 1 :])
    within = next((at for at in order if text and text in paragraphs[at]), None)
    if within is None:
        raise NotInBody(f"“{text[:60]}” is in no paragraph of the article")
    before, _, after = paragraphs[within].partition(text)
    rest = " ".join(f"{before.rstrip()} {after.lstrip()}".split(" ")).strip()
    return (*paragraphs[:within], rest, *paragraphs[within + 1 :])


def _after(text: str, paragraphs: Sequence[str], at: int) -> int:
    """The number of the paragraph that follows the body part `text`, looked for from `at` on."""
    key = _key(text)
    for number in range(at, len(paragraphs)):
        other = _key(paragraphs[number])
        if key and (key in other or other in key):
            return number + 1
    return at


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
