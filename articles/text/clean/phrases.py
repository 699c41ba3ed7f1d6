"""A choice of phrases, as one regular expression -> whether one of them stands in a text, in any case of letters.

Written here because Python's own IGNORECASE tries every phrase at every letter. Told apart are the phrases that only
count at a text's start, and letters are made small beforehand: a quarter of the time, the same answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ALIKE = (("İ", "i"), ("ı", "i"), ("ſ", "s"), ("ς", "σ"))  # what IGNORECASE takes for the same letter, lower() does not
_REPEATS = tuple("?*+{")  # what says how often the letter before it stands


def lowered(text: str) -> str:
    """The text in small letters, of the same length, as phrases are looked for in it."""
    if text.isascii():
        return text.lower()
    return _alike(text.replace("İ", "i").lower())


def small_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern to be matched against lowered texts; its own letters are small."""
    return re.compile(_alike(pattern))


def _alike(text: str) -> str:
    for letter, other in _ALIKE:
        text = text.replace(letter, other)
    return text


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases in two patterns: those that begin a text, and those that stand anywhere in it; None for none."""

    beginning: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a lowered text."""
        if self.beginning is not None and self.beginning.match(text) is not None:
            return True
        return self.anywhere is not None and self.anywhere.search(text) is not None


def phrases(pattern: str) -> Phrases:
    """The phrases of a regular expression in small letters, parted by "|"; those after "^" only begin a text."""
    choices = _choices(pattern)
    beginning = [choice[1:] for choice in choices if choice.startswith("^")]
    anywhere = [choice for choice in choices if not choice.startswith("^")]
    return Phrases(*(small_pattern(_by_letter(some)) if some else None for some in (beginning, anywhere)))


def _by_letter(choices: Sequence[str]) -> str:
    """The choices as one pattern in which each letter that any begins with is tried once, and then what follows it."""
    rests: dict[str, list[str]] = {}
    for choice in choices:
        is_letter = choice[0].isalpha() and choice[1:2] not in _REPEATS
        rests.setdefault(choice[0] if is_letter else "", []).append(choice[1:] if is_letter else choice)
    return "|".join(f"{letter}(?:{'|'.join(some)})" if letter else "|".join(some) for letter, some in rests.items())


def _choices(pattern: str) -> list[str]:
    """The alternatives of a regular expression that stand in no group and no set."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"\\.|\[(?:\\.|[^\]\\])+\]|[()|]", pattern):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "|" and not depth:
            found.append(pattern[start : match.start()])
            start = match.end()
    return [*found, pattern[start:]]
