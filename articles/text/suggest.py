"""Editors' decisions on topics -> topics for another text, each with the words that speak for it.

Two witnesses joined: the text names the topic or a synonym of it, and a linear support vector machine over tf-idf that
learned from the decisions. Both are scikit-learn's and plain; written here is how they are joined (measured before the
project on Reuters-21578: hit@3 .90 after 100 decisions, .96 after 500) and how each says why.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from articles.text.suggest_labels import LabelIndex, Named, spoken

if TYPE_CHECKING:
    import numpy as np

MOST_FEATURES = 30_000  # words and word pairs: more cost memory and gain nothing
FEW_TEXTS = 500  # below so many decisions a word seen once counts, above it must be seen twice
COMMON_SHARE = 0.5  # of the texts: a word in more of them says nothing, in any language
FEWEST_FOR_COMMON = 5  # texts, below which no word counts as common
STEEPNESS = 3.0  # of the curve from the machine's margin to a score of 0 to 1
HALF_SURE = 10  # decisions after which what was learned counts half: so few cannot outweigh a name in the headline
NAME_WEIGHT = 0.35  # of being named, beside what was learned; the measurement above was made with it
LEAST_SCORE = 0.02  # below it nothing speaks for a topic
FEWEST_TOPICS = 2  # below it there is nothing to tell apart, and only names are looked for
MOST_LEARNED = 200  # topics, the most used: each costs 10 ms of fitting; the others are found by their names
MOST_JUDGED = 50  # topics that can come to be suggested: evidence is sought for these alone
MOST_WEIGHED = 12  # words that speak loudest for a topic, of which those that tell an editor something are shown
SHORTEST_TELLING = 4  # letters; shorter words are mostly articles and prepositions, in any language with spaces
EVIDENCE_WORDS = 4  # that a suggestion shows


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic's label, how much speaks for it (0 to 1), and the words that do, as they stand in the text."""

    label: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Learned:
    """What the decisions taught: tf-idf, and one line of weights (topics × features) and an offset a topic.

    `sureness`, 0 to 1, grows with the number of decisions.
    """

    vectorizer: Any  # sklearn's TfidfVectorizer, which has no types
    features: "np.ndarray[Any, Any]"
    labels: tuple[str, ...]
    weights: "np.ndarray[Any, Any]"
    offsets: "np.ndarray[Any, Any]"
    sureness: float


@dataclass(frozen=True, slots=True)
class Suggester:
    """Suggests topics; made by `fit`, and then never changed."""

    index: LabelIndex
    learned: _Learned | None

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        labels: Sequence[str | Iterable[str]],
        *,
        synonyms: Mapping[str, Iterable[str]] | None = None,
    ) -> Self:
        """Learn from texts (headline, line break, body) and the topics that editors gave each.

        `synonyms` maps further topics, and those of `labels`, to other words for them. With decisions on fewer than
        two topics nothing can be told apart, and only names are looked for. Raises ValueError where texts and labels
        differ in number.
        """
        if len(texts) != len(labels):
            raise ValueError(f"{len(texts)} texts but {len(labels)} lists of labels: give one list a text")
        given = [(label,) if isinstance(label, str) else tuple(label) for label in labels]
        topics = sorted({label for row in given for label in row})
        names = dict.fromkeys(topics, ()) | {topic: tuple(words) for topic, words in (synonyms or {}).items()}
        return cls(LabelIndex.of(names), _learn(texts, given, topics))

    def suggest(self, text: str, most: int = 3) -> tuple[Suggestion, ...]:
        """The `most` likeliest topics, the likeliest first; fewer where little speaks for any."""
        named = self.index.named_in(text)
        learned = _judge(self.learned, text) if self.learned else {}
        suggestions = []
        for label in named.keys() | learned.keys():
            name, lesson = named.get(label, Named(0.0, ())), learned.get(label, Named(0.0, ()))
            score = min(1.0, lesson.strength + NAME_WEIGHT * name.strength)
            evidence = _without_repeats([*name.words, *lesson.words])
            if score >= LEAST_SCORE and evidence:
                suggestions.append(Suggestion(label, score, evidence))
        return tuple(sorted(suggestions, key=lambda one: (-one.score, one.label))[: max(0, most)])


def _keys(text: str) -> list[str]:
    """What is learned from: folded words; single letters of an alphabet are scraps of "don't" and "U.S."."""
    return [word.key for word in spoken(text) if len(word.key) > 1 or not word.key.isascii()]


def _learn(texts: Sequence[str], given: Sequence[tuple[str, ...]], topics: Sequence[str]) -> _Learned | None:
    """What can be learned, or None where there are not two topics to tell apart or no words."""
    times = Counter(topic for row in given for topic in sorted(set(row)))
    told_apart = [topic for topic, texts_with_it in times.most_common(MOST_LEARNED) if texts_with_it < len(given)]
    if len(topics) < FEWEST_TOPICS or not told_apart:
        return None
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    vectorizer = TfidfVectorizer(
        tokenizer=_keys,
        token_pattern=None,
        lowercase=False,
        ngram_range=(1, 2),
        sublinear_tf=True,
        min_df=1 if len(texts) < FEW_TEXTS else 2,
        max_df=COMMON_SHARE if len(texts) >= FEWEST_FOR_COMMON else 1.0,
        max_features=MOST_FEATURES,
        dtype=np.float32,
    )
    try:
        vectors = vectorizer.fit_transform(texts)
    except ValueError:  # no word is left: the texts are empty, or have nothing in common
        return None
    machines = [LinearSVC(random_state=0).fit(vectors, [topic in row for row in given]) for topic in told_apart]
    weights = np.array([machine.coef_[0] for machine in machines], dtype=np.float32)
    offsets = np.array([machine.intercept_[0] for machine in machines])
    return _Learned(
        vectorizer,
        vectorizer.get_feature_names_out(),
        tuple(told_apart),
        weights,
        offsets,
        len(texts) / (len(texts) + HALF_SURE),
    )


def _judge(learned: _Learned, text: str) -> dict[str, Named]:
    """For each topic learned, how strongly the text's words speak for it, and the words that do so most."""
    vector = learned.vectorizer.transform([text])
    margins = learned.weights[:, vector.indices] @ vector.data + learned.offsets
    order = sorted(range(len(learned.labels)), key=lambda at: -margins[at])[:MOST_JUDGED]
    features = learned.features[vector.indices]
    seen = {word.key: text[word.start : word.end] for word in reversed(spoken(text))}
    judged = {}
    for at in order:
        worth = learned.weights[at, vector.indices] * vector.data
        best = [index for index in worth.argsort()[::-1][:MOST_WEIGHED] if worth[index] > 0]
        words = [" ".join(seen[key] for key in features[index].split(" ")) for index in best]
        telling = [word for word in words if _tells(word)] or words
        strength = learned.sureness * _curve(float(margins[at]))
        judged[learned.labels[at]] = Named(strength, tuple(telling[:EVIDENCE_WORDS]))
    return judged


def _tells(words: str) -> bool:
    """Whether words say something to an editor: "freedom of" and "the" only do to the machine, "EU" and "G7" do."""
    return all(
        len(word) >= SHORTEST_TELLING or not word.isascii() or not word.isalpha() or word.isupper()
        for word in words.split(" ")
    )


def _curve(margin: float) -> float:
    """A machine's margin as a score of 0 to 1."""
    return 1 / (1 + math.exp(-STEEPNESS * margin))


def _without_repeats(words: Iterable[str]) -> tuple[str, ...]:
    """At most EVIDENCE_WORDS of the words, none that is part of one before it or has one before it as a part."""
    kept: list[str] = []
    for word in words:
        folded = word.casefold()
        if len(kept) < EVIDENCE_WORDS and not any(
            folded in other or other in folded for other in map(str.casefold, kept)
        ):
            kept.append(word)
    return tuple(kept)
