"""How often a topic that an editor would set is among the first suggested, by the number of decisions learned from.

`python -m benchmarks.suggest` prints the table. The texts are made: each topic has words of its own beside words that
all share, some texts name their topic, and one in ten has the words of another. What this shows is the shape of the
curve and the cost; figures on real news depend on the newsroom. The peers are the names alone and what was learned
alone, both ours. Times are CPU seconds of one core.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from articles.text.suggest import Suggester

TOPICS = 40
OWN_WORDS = 30  # of a topic
SHARED_WORDS = 2_000
WORDS = 250  # of a text
OWN_SHARE = 0.06  # of a text's words that are its topic's own
NAMED_SHARE = 0.3  # of the texts that name their topic
STRANGE_SHARE = 0.1  # of the texts whose words are another topic's
LEARNED = (0, 25, 50, 100, 200, 500)
ASKED = 300


@dataclass(frozen=True, slots=True)
class Made:
    """A text and its topic."""

    text: str
    topic: str


def made_texts(count: int, *, seed: int) -> list[Made]:
    """Texts on topics as unevenly used as in a newsroom: the n-th about 1/n of the time."""
    chance = random.Random(seed)  # noqa: S311 (texts to measure with, no secret)
    topics = chance.choices(range(TOPICS), [1 / (rank + 1) for rank in range(TOPICS)], k=count)
    return [_made(chance, topic) for topic in topics]


def _made(chance: random.Random, topic: int) -> Made:
    about = chance.randrange(TOPICS) if chance.random() < STRANGE_SHARE else topic
    weights = [1 / (rank + 1) for rank in range(SHARED_WORDS)]
    words = chance.choices([f"w{rank}" for rank in range(SHARED_WORDS)], weights, k=WORDS)
    for _ in range(int(WORDS * OWN_SHARE)):
        words[chance.randrange(10, WORDS)] = f"own{about}x{chance.randrange(OWN_WORDS)}"
    if chance.random() < NAMED_SHARE:
        words[chance.randrange(WORDS)] = f"topic{topic}"
    return Made(" ".join(words[:10]) + "\n" + " ".join(words[10:]), f"topic{topic}")


def hits(suggester: Suggester, asked: Sequence[Made]) -> tuple[float, float]:
    """The share of texts whose topic comes first, and among the first three."""
    found = [[suggestion.label for suggestion in suggester.suggest(one.text)] for one in asked]
    first = sum(labels[:1] == [one.topic] for labels, one in zip(found, asked, strict=True))
    among = sum(one.topic in labels for labels, one in zip(found, asked, strict=True))
    return first / len(asked), among / len(asked)


def main() -> None:
    """Print the table."""
    names: dict[str, list[str]] = {f"topic{topic}": [] for topic in range(TOPICS)}
    texts, asked = made_texts(max(LEARNED), seed=1), made_texts(ASKED, seed=2)
    print(f"{'decisions':>9}{'first':>8}{'of 3':>8}{'learned alone, of 3':>21}{'fit, s':>8}{'ms a text':>11}")
    for count in LEARNED:
        given = [one.text for one in texts[:count]], [one.topic for one in texts[:count]]
        start = time.process_time()
        suggester = Suggester.fit(*given, synonyms=names)
        fitted = time.process_time() - start
        start = time.process_time()
        first, among = hits(suggester, asked)
        spent = (time.process_time() - start) * 1000 / ASKED
        alone = hits(Suggester(Suggester.fit([], []).index, suggester.learned), asked)[1]
        print(f"{count:>9}{first:>8.1%}{among:>8.1%}{alone:>21.1%}{fitted:>8.2f}{spent:>11.2f}")


if __name__ == "__main__":
    main()
