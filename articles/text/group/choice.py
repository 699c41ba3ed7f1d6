"""One text and the candidates beside it -> which of them it belongs with, which are doubtful, which only share text."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from articles.text.group.prints import Fingerprint
from articles.text.group.verdict import THRESHOLDS, Answer, Thresholds, Verdict, same_article

# Candidates verified for one text: those that share most keys. Recall .998 with 8 (measured); more cost time and bring
# texts that share a phrase.
MOST_VERIFIED = 8
# A copy this near (Jaccard) to a text in the index adds no key that the index lacks: it is not indexed again. Without
# this the common keys of a story with 600 reprints are left out as too common, and the story falls apart.
NEAR_COPY = 0.9
# Below this share, what two texts have in common is a phrase, not a passage.
SHARED_PASSAGE = 0.15
# A text joins two stories only when it belongs to both with a score like this: between two stories stand digests and
# rebuttals, too. At .95 the stories of a stream came out the same in any order (adjusted Rand index .999) without one
# mixture more; when .6 of a text had to be shared, a grown version that came early stayed apart (.992).
STRONG = 0.95


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate, by the number the caller gave it, and the verdict on it."""

    number: int
    verdict: Verdict

    @property
    def strong(self) -> bool:
        """Whether the evidence is enough to join two stories."""
        return self.verdict.answer == Answer.SAME and self.verdict.score >= STRONG


@dataclass(frozen=True, slots=True)
class Choice:
    """What a text is to its candidates, each list best first. `near_copy`: the index needs no key of it."""

    same: tuple[Match, ...] = ()
    unsure: tuple[Match, ...] = ()
    shares: tuple[Match, ...] = ()
    near_copy: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be a version of the same article: its number, and what tells its story from others by now."""

    number: int
    fingerprint: Fingerprint
    story: Hashable


def shares_passages(verdict: Verdict) -> bool:
    """Tell whether two texts that are not one article have more than a phrase in common."""
    return verdict.likeness.contained >= SHARED_PASSAGE


def choose(text: Fingerprint, candidates: Sequence[Candidate], *, thresholds: Thresholds = THRESHOLDS) -> Choice:
    """Verify a text against candidates, those likeliest first.

    A candidate of a story that the text strongly belongs to is not looked at, nor anything after a near copy.
    """
    matches: list[Match] = []
    settled: set[Hashable] = set()
    near_copy = False
    for candidate in candidates[:MOST_VERIFIED]:
        if candidate.story in settled:
            continue
        match = Match(candidate.number, same_article(text, candidate.fingerprint, thresholds=thresholds))
        matches.append(match)
        if match.strong:
            settled.add(candidate.story)
        if match.verdict.answer == Answer.SAME and match.verdict.likeness.jaccard >= NEAR_COPY:
            near_copy = True
            break
    matches.sort(key=lambda match: (-match.verdict.score, match.number))
    return Choice(
        same=tuple(match for match in matches if match.verdict.answer == Answer.SAME),
        unsure=tuple(match for match in matches if match.verdict.answer == Answer.UNSURE),
        shares=tuple(
            match for match in matches if match.verdict.answer == Answer.DIFFERENT and shares_passages(match.verdict)
        ),
        near_copy=near_copy,
    )
