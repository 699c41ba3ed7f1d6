"""How long a comparison takes, and how much memory, beside what differs over whole texts need for the same words.

`python -m benchmarks.compare` prints the table. The peers are given words, not letters, and stopped after PATIENCE
seconds: SequenceMatcher of difflib and of cydifflib, and diff-match-patch over words with its semantic clean-up. They
find neither moves nor splits nor classes. Times are CPU milliseconds of one core, the best of RUNS.
"""

import random
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from articles.text.article import CleanArticle
from articles.text.compare import compare
from articles.text.history import history

LONG = 20_000  # words: the longest text an editor may meet
PATIENCE = 10  # seconds for a peer
RUNS = 3
VERSIONS = 60
VOCABULARY = 3_000
SOURCES = ("difflib", "cydifflib", "diff-match-patch")

Paragraphs = tuple[str, ...]
Pair = tuple[Paragraphs, Paragraphs]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: our time and peak of memory, and the peers' times (None: stopped)."""

    what: str
    milliseconds: float
    megabytes: float
    coarse: bool
    peers: tuple[float | None, ...]


class Prose:
    """Makes text as frequent in its words as prose: the n-th commonest stands about 1/n of the time."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same text every time is what a benchmark wants
        self._words = [f"w{rank:x}" for rank in range(1, VOCABULARY + 1)]
        self._weights = [1 / rank for rank in range(1, VOCABULARY + 1)]

    def words(self, count: int, *, among: Sequence[str] = ()) -> list[str]:
        """Give `count` words, of prose or evenly `among` some."""
        return self._chance.choices(among or self._words, None if among else self._weights, k=count)

    def sentences(self, count: int) -> list[list[str]]:
        """Give sentences of 20 words, `count` words in all."""
        return [self.words(20) for _ in range(count // 20)]

    def revise(self, sentences: Sequence[list[str]], share: float) -> list[list[str]]:
        """Drop, add, reword and move a `share` of the sentences."""
        revised: list[list[str]] = []
        for sentence in sentences:
            fate = self._chance.random() / share
            if fate >= 0.25:
                revised.append(self.reword(sentence) if fate < 1 else sentence)
            elif fate < 0.125:
                revised.append(self.words(20))
        for _ in range(int(share * len(revised) / 6)):
            revised.insert(self._chance.randrange(len(revised)), revised.pop(self._chance.randrange(len(revised))))
        return revised

    def reword(self, words: Sequence[str], *, every: int = 5) -> list[str]:
        """Change, drop or add one in `every` words."""
        revised = list(words)
        for _ in range(len(words) // every):
            at = self._chance.randrange(len(revised))
            revised[at : at + self._chance.randrange(3)] = self.words(self._chance.randrange(1, 3))
        return revised


def printed(sentences: Sequence[Sequence[str]], *, each: int = 3) -> Paragraphs:
    """Give sentences as paragraphs of `each`."""
    texts = [" ".join(sentence).capitalize() + "." for sentence in sentences]
    return tuple(" ".join(texts[at : at + each]) for at in range(0, len(texts), each))


def chunks(words: Sequence[str], size: int) -> list[Sequence[str]]:
    """Give words cut into sentences of one size."""
    return [words[at : at + size] for at in range(0, len(words), size)]


def edited(count: int, share: float) -> Pair:
    """Give a text of `count` words and its revision."""
    prose = Prose(5)
    old = prose.sentences(count)
    return printed(old), printed(prose.revise(old, share))


def cases() -> dict[str, Callable[[], Pair]]:
    """Give the pairs by name, each made when it is asked for."""
    numbered = [f"a{n}" for n in range(LONG)]
    return {
        "400 words, a fifth of the sentences edited": lambda: edited(400, 0.2),
        "2,000 words, most sentences edited": lambda: edited(2_000, 0.9),
        "20,000 words, most sentences edited": lambda: edited(LONG, 0.9),
        "20,000 words, all sentences reversed": lambda: (
            printed(Prose(1).sentences(LONG)),
            printed(Prose(1).sentences(LONG)[::-1]),
        ),
        "20,000 words, nothing shared": lambda: (
            printed(chunks(numbered, 20)),
            printed(chunks([f"b{n}" for n in range(LONG)], 20)),
        ),
        "20,000 words, 5,000 short sentences": lambda: (
            printed(chunks(Prose(1).words(LONG), 4), each=1),
            printed(chunks(Prose(2).reword(Prose(1).words(LONG), every=10), 4), each=1),
        ),
        "20,000 words, one sentence": lambda: (
            (" ".join(Prose(1).words(LONG)),),
            (" ".join(Prose(2).reword(Prose(1).words(LONG))),),
        ),
        "20,000 words, one word": lambda: (
            (" ".join(["the"] * LONG),),
            (" ".join(["the"] * (LONG - 99) + ["a"] * 99),),
        ),
        "20,000 words, of 50, in sentences": lambda: (
            printed(chunks(Prose(1).words(LONG, among=numbered[:50]), 20)),
            printed(chunks(Prose(2).words(LONG, among=numbered[:50]), 20)),
        ),
        "20,000 words, of 2, one sentence": lambda: (
            (" ".join(Prose(1).words(LONG, among=("the", "a"))),),
            (" ".join(Prose(2).words(LONG, among=("the", "a"))),),
        ),
        **hostile_cases(),
    }


def hostile_cases() -> dict[str, Callable[[], Pair]]:
    """Give the pairs that a search for the slowest texts of 20,000 words came up with."""
    words = Prose(1).words(LONG)
    reworded = Prose(2).reword(words)
    return {
        "20,000 words, all in short quotes": lambda: (
            tuple(f'"{" ".join(each)}," said Osk.' for each in chunks(words[: LONG * 3 // 5], 3)),
            tuple(f'"{" ".join(each)}," said Osk.' for each in chunks(reworded[: LONG * 3 // 5], 3)),
        ),
        "20,000 words, 200 long quotes": lambda: (
            tuple(f'"{" ".join(each)}," said Osk.' for each in chunks(words, 100)),
            tuple(f'"{" ".join(each)}," said Osk.' for each in chunks(reworded, 100)),
        ),
        "20,000 words, each in quotes, one sentence": lambda: (
            (" ".join(f'"{word}"' for word in words),),
            (" ".join(f'"{word}"' for word in reworded),),
        ),
        "20,000 words, sentences of 400 cut into 67": lambda: (
            tuple(" ".join(each) + "." for each in chunks(words, 400)),
            tuple(
                ". ".join(" ".join(part).capitalize() for part in chunks(each, 6)) + "." for each in chunks(words, 400)
            ),
        ),
        "20,000 words, a paragraph each, reversed": lambda: (
            tuple(f"line{n}." for n in range(LONG)),
            tuple(f"line{n}." for n in reversed(range(LONG))),
        ),
        "20,000 words, a line each": lambda: (("\n".join(words),), ("\n".join(reworded),)),
        "20,000 letters of Chinese, one paragraph": lambda: (
            ("".join(chinese(words)),),
            ("".join(chinese(reworded)),),
        ),
    }


def chinese(words: Sequence[str]) -> Iterator[str]:
    """Yield a letter for each word, and a stop after every twentieth."""
    for number, word in enumerate(words, 1):
        yield chr(0x4E00 + int(word[1:], 16))
        if number % 20 == 0:
            yield "。"


def figures() -> Iterator[Figure]:
    """Yield a line for each case, then one for the history of many versions."""
    for what, make in cases().items():
        old, new = (CleanArticle(paragraphs=paragraphs) for paragraphs in make())
        took = min(_milliseconds(lambda old=old, new=new: compare(old, new)) for _ in range(RUNS))  # type: ignore[misc]
        megabytes, coarse = _memory(old, new)
        yield Figure(what, took, megabytes, coarse, tuple(_peer(source, what) for source in SOURCES))
    versions = [CleanArticle(paragraphs=edited(400, 0.1 + 0.01 * step)[1]) for step in range(VERSIONS)]
    took = _milliseconds(lambda: history(versions))
    yield Figure(f"history of {VERSIONS} versions of 400 words", took, 0.0, coarse=False, peers=(None,) * len(SOURCES))


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def _memory(old: CleanArticle, new: CleanArticle) -> tuple[float, bool]:
    """Return the peak of Python's memory in megabytes, and whether the comparison was coarse."""
    tracemalloc.start()
    coarse = compare(old, new).coarse
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6, coarse


def _peer(source: str, what: str) -> float | None:
    """Return the milliseconds a peer takes in a process of its own, None if it had to be stopped."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.compare", source, what],
            capture_output=True,
            check=True,
            text=True,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return None
    return float(done.stdout)


def differ(source: str, old: list[str], new: list[str]) -> None:
    """Let a peer compare two lists of words."""
    if source == "difflib":
        import difflib

        difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    elif source == "cydifflib":
        import cydifflib

        cydifflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    else:
        from diff_match_patch import diff_match_patch

        letters = {word: chr(0x100 + number) for number, word in enumerate(dict.fromkeys(old + new))}
        peer = diff_match_patch()
        peer.Diff_Timeout = 0
        texts = ("".join(letters[word] for word in words) for words in (old, new))
        changes = peer.diff_main(*texts, checklines=False)
        peer.diff_cleanupSemantic(changes)


def main() -> None:
    """Print the table; given a peer and a case, print the milliseconds that the peer takes."""
    if len(sys.argv) > 2:
        old, new = (" ".join(paragraphs).split() for paragraphs in cases()[sys.argv[2]]())
        print(_milliseconds(lambda: differ(sys.argv[1], old, new)))
        return
    print(f"| compare | ms | MB | coarser | {' | '.join(f'{source}, ms' for source in SOURCES)} |")
    print("|---|---|---|---|" + "---|" * len(SOURCES))
    for line in figures():
        peers = " | ".join("-" if took is None else f"{took:.0f}" for took in line.peers)
        coarse = "yes" if line.coarse else ""
        print(f"| {line.what} | {line.milliseconds:.0f} | {line.megabytes:.0f} | {coarse} | {peers} |", flush=True)


if __name__ == "__main__":
    main()
