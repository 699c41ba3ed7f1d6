"""Dumps of invented articles, written to disk; the same words on every run."""

import hashlib
import json
from pathlib import Path

WORDS = (
    *("harbour", "council", "ferry", "market", "winter", "engine", "teacher", "bridge", "station", "river", "mayor"),
    *("budget", "window", "garden", "doctor", "captain", "letter", "signal", "village", "forest", "island", "museum"),
    *("driver", "kitchen", "orchard", "railway", "soldier", "painter", "library", "hospital", "tunnel", "weather"),
    *("baker", "lantern", "anchor", "courier", "valley", "printer", "meadow", "quarry", "steeple", "granary"),
)


def sentence(seed: str, length: int = 12) -> str:
    """Give a sentence of words picked by a hash of `seed`."""
    digest = hashlib.sha256(seed.encode()).digest()
    return " ".join(WORDS[byte % len(WORDS)] for byte in digest[:length]).capitalize() + "."


def invented_body(number: int, paragraphs: int = 5) -> list[str]:
    """Give the paragraphs of article `number`: no other article has a sentence of them."""
    return [" ".join(sentence(f"{number} {at} {part}") for part in range(3)) for at in range(paragraphs)]


def invented_object(number: int) -> dict[str, object]:
    """Give article `number` as a JSON object."""
    return {
        "title": sentence(f"headline {number}", 7).rstrip("."),
        "text": "\n".join(invented_body(number)),
        "date_publish": f"2026-03-{number % 28 + 1:02}",
        "authors": ["Ada Brandt"],
        "url": f"https://courier.example/{number}",
    }


def write_lines(path: Path, numbers: range, *, broken: frozenset[int] = frozenset()) -> Path:
    """Write articles as JSON Lines; those in `broken` as lines that are no JSON."""
    lines = ["{broken" if number in broken else json.dumps(invented_object(number)) for number in numbers]
    path.write_text("\n".join(lines) + "\n")
    return path
