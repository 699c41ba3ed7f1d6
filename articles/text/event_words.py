"""A text -> its names and words as terms: capitals within a sentence are names, two in a row a name of two words.

In scripts without capitals every word is a term, and in those without spaces every run of three characters.
"""

import itertools
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

READ = 2_000  # characters of a text that are read for terms: an event is named early
SHORTEST_NAME = 2
# A word of fewer letters is hardly ever what a story turns on, unless it is a name or its script has no capitals.
SHORTEST_WORD = 5
UNSPACED_RUN = 3
# Shares of stories that a term of this shape is expected in: names of two words, names, then words by their length.
PAIR_EXPECTED = 0.002
NAME_EXPECTED = 0.02
RUN_EXPECTED = 0.01
LONGEST_KNOWN = 10
WORD_EXPECTED = {5: 0.2, 6: 0.15, 7: 0.1, 8: 0.07, 9: 0.05, LONGEST_KNOWN: 0.04}
SHORT_EXPECTED = 0.3

# Words, and beside them what ends a sentence or opens speech (the next capital says nothing), and what parts names.
_TOKENS = re.compile(r"[^\W\d_]+|['’][^\W\d_]{1,2}(?![^\W\d_])|[.!?:…\n“„«\"।。！？]|[^\s\w]|\d+")
_ENDS = frozenset('.!?:…\n“„«"।。！？')
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Said:
    """How often each name stands in a text, as printed, and each word in small letters, folded.

    `pairs` are the names of two words; `unspaced` tells whether some of the text has no spaces between words.
    """

    names: Counter[str]
    words: Counter[str]
    pairs: frozenset[str]
    unspaced: bool

    @property
    def shortest(self) -> int:
        """Letters of the shortest word that a story may turn on: any, where the script has no capitals or spaces."""
        return SHORTEST_WORD if self.names and not self.unspaced else 1


def said_in(text: str) -> Said:
    """Count the names within sentences and the words in small letters of a text's beginning."""
    tokens = _TOKENS.findall(text[:READ])
    names, pairs = Counter[str](), set[str]()
    low = [token[0].islower() for token in tokens]  # nine in ten
    small = list(itertools.compress(tokens, low))
    before, at_start = "", True
    for at, token in ((at, token) for at, token in enumerate(tokens) if not low[at]):
        first = token[0]
        if at and low[at - 1]:
            before, at_start = "", False
        if first.isupper():
            if not at_start:
                names[token] += 1
                if before:
                    pair = f"{before} {token}"
                    names[pair] += 1
                    pairs.add(pair)
                before = token
            at_start = False
        elif first.isalpha():
            small.append(token)
            before, at_start = "", False
        else:
            before, at_start = "", at_start or first in _ENDS
    words = Counter(map(str.casefold, small))
    unspaced = bool(_UNSPACED.search(text))
    return Said(names, _runs(words) if unspaced else words, frozenset(pairs), unspaced)


def _runs(words: Counter[str]) -> Counter[str]:
    """Take the words of scripts without spaces apart into runs of characters; give the others as they are."""
    taken = Counter[str]()
    for word, count in words.items():
        if _UNSPACED.match(word) and len(word) > UNSPACED_RUN:
            for at in range(len(word) - UNSPACED_RUN + 1):
                taken[word[at : at + UNSPACED_RUN]] += count
        else:
            taken[word] += count
    return taken


def words_in(text: str) -> set[str]:
    """Give the words and names of a short text, folded, however they are printed."""
    tokens = [token.casefold() for token in _TOKENS.findall(text[:READ]) if token[0].isalpha()]
    pairs = map(" ".join, itertools.pairwise(tokens))
    return {*pairs, *(_runs(Counter(tokens)) if _UNSPACED.search(text) else tokens)}


def name_expected(name: str, pairs: Collection[str]) -> float:
    """Give the share of stories that a name is expected in, before the store has told."""
    return PAIR_EXPECTED if name in pairs else NAME_EXPECTED


def word_expected(word: str) -> float:
    """Give the share of stories that a word is expected in, before the store has told."""
    if len(word) <= UNSPACED_RUN and _UNSPACED.match(word):
        return RUN_EXPECTED
    return WORD_EXPECTED.get(min(len(word), LONGEST_KNOWN), SHORT_EXPECTED)
