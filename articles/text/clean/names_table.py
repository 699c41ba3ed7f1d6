"""Names -> numbers by a hash that compiled code can compute: tables with open addressing.

Written here because compiled code knows neither strings nor dictionaries.
"""

from functools import lru_cache
from html.entities import html5

import numpy as np

from articles.text.clean.arrays import Longs

FACTOR = 1_000_003  # of the hash of a name: for each character, hash * FACTOR + character, in 64 bits
REFERENCE_SLOTS = 8192  # some four times as many as there are names of characters


def hash_of(name: str) -> int:
    """The hash of a name, which compiled code computes as it reads."""
    value = 0
    for character in name:
        value = (value * FACTOR + ord(character)) % 2**64
    return value - 2**64 if value >= 2**63 else value


def table_of(rows: dict[str, tuple[int, int]], slots: int) -> Longs:
    """Rows of a name's hash and two numbers, found from the hash on; the first number is 0 where there is none.

    `slots` is a power of two, and more than there are names.
    """
    table = np.zeros((slots, 3), dtype=np.int64)
    for name, (first, second) in rows.items():
        slot = hash_of(name) % slots
        while table[slot, 1]:
            slot = (slot + 1) % slots
        table[slot] = hash_of(name), first, second
    return table


@lru_cache(maxsize=1)
def reference_table() -> Longs:
    """The names of characters, each with its character and its second character or 0."""
    found = {name: (ord(text[0]), ord(text[1]) if len(text) > 1 else 0) for name, text in html5.items()}
    return table_of(found, REFERENCE_SLOTS)
