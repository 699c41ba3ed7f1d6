"""Revises real articles as a desk would, and remembers which new sentence came from which old one.

The revisions are drawn from a fixed seed: sentences dropped, added from other articles, reworded by up to a third,
joined with the next or cut in two at a comma, paragraphs moved.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.text.sentences import split_sentences

SHORTEST, LONGEST = 8, 80  # sentences of an article worth revising
JOINED_LEAST = 6  # words of a sentence that is joined or cut, in each part
REWORDED = (0.05, 0.1, 0.2, 0.35)  # shares of words changed

Article = list[list[str]]  # paragraphs of sentences
Written = tuple[str, tuple[int, ...]]  # a new sentence and the old ones it comes from


@dataclass(frozen=True)
class Revised:
    """An article, its revision, and for each new sentence the old ones it comes from."""

    old: Article
    new: Article
    sources: list[tuple[int, ...]]


class Desk:
    """Revises articles; `others` lend it sentences and words."""

    def __init__(self, others: Sequence[Article], seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same revisions on every run
        self._sentences = [sentence for article in others for paragraph in article for sentence in paragraph]

    def revise(self, article: Article) -> Revised:
        """Return a revision of the article."""
        at = 0
        revised = []
        for paragraph in article:
            written = [each for each in self._paragraph(paragraph, at) if is_one(each[0])]
            at += len(paragraph)
            if written:
                revised.append(written)
        for _ in range(len(revised) // 8):
            revised.insert(self._chance.randrange(len(revised)), revised.pop(self._chance.randrange(len(revised))))
        new = [[text for text, _ in paragraph] for paragraph in revised]
        return Revised(article, new, [source for paragraph in revised for _, source in paragraph])

    def _paragraph(self, sentences: Sequence[str], at: int) -> Iterator[Written]:
        places = iter(range(len(sentences)))
        for place in places:
            text, fate = sentences[place], self._chance.random()
            if fate < 0.1:
                continue
            if fate < 0.2:
                yield self._chance.choice(self._sentences), ()
            if 0.2 <= fate < 0.35:
                yield self._reworded(text), (at + place,)
            elif 0.35 <= fate < 0.42 and (joined := join(sentences[place : place + 2])):
                yield joined, (at + place, at + next(places))
            elif 0.42 <= fate < 0.49:
                yield from ((part, (at + place,)) for part in cut(text))
            else:
                yield text, (at + place,)

    def _reworded(self, text: str) -> str:
        words = text.split(" ")
        for _ in range(int(len(words) * self._chance.choice(REWORDED))):
            place = self._chance.randrange(len(words))
            lent = self._chance.choice(re.findall(r"\w+", self._chance.choice(self._sentences)) or ["so"])
            words[place : place + self._chance.randrange(2)] = [lent] if self._chance.random() < 0.75 else []
        reworded = " ".join(words)
        return reworded if is_one(reworded) else text


def is_one(text: str) -> bool:
    """Return whether a text is one sentence."""
    return len(split_sentences(text)) == 1


def join(sentences: Sequence[str]) -> str | None:
    """Return two sentences as one, if they are long enough and can be."""
    if (
        len(sentences) < 2
        or min(len(each.split()) for each in sentences) < JOINED_LEAST
        or sentences[0][-1] not in ".!"
    ):
        return None
    joined = f"{sentences[0][:-1]}, {sentences[1][0].lower()}{sentences[1][1:]}"
    return joined if is_one(joined) else None


def cut(sentence: str) -> tuple[str, ...]:
    """Return a sentence cut in two at a comma, or as it is."""
    for comma in re.finditer(", ", sentence):
        first, second = sentence[: comma.start()] + ".", sentence[comma.end() :]
        second = second[:1].upper() + second[1:]
        long_enough = min(len(first.split()), len(second.split())) >= JOINED_LEAST
        if long_enough and len(split_sentences(f"{first} {second}")) == 2:
            return first, second
    return (sentence,)


def sentences_of(body: str) -> Article:
    """Return a body's paragraphs as sentences."""
    cut_up = ([text for _, text in split_sentences(line)] for line in body.splitlines())
    return [paragraph for paragraph in cut_up if paragraph]
