"""The review screen: the most valuable pair the machine is not sure of, both texts side by side, and why it asks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import PairDoubt, Version
from articles.models.upkeep import article_of
from articles.reads.decisions import newest_decision
from articles.reads.review_moved import Twin, twins_of
from articles.reads.review_rows import Rows, aligned, shared_words
from articles.text.article import Role
from articles.text.compare import DIMMED, Comparison, Sentence, compare, summary

PARAGRAPHS_OPEN = 4  # shown at once of each text: most pairs are decided by their leads
MOST_COUNTED = 1_000  # of the queue; beyond, "1,000+" says enough
QUEUED = 8  # the next ones, by their headlines

# The sentences that the other text has too, by their index, each with the stretches of it that read otherwise there.
Shared = dict[int, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row that are shared with the other text, or are not; `twin` leads to where they stand in that."""

    text: str
    shared: bool
    twin: Twin | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph of one text."""

    runs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One of the two texts, as its column's heading names it."""

    version_id: int
    story_id: int
    headline: str
    standfirst: str
    source: str
    when: str
    words: int
    versions: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The question: two texts, their paragraphs side by side, and what speaks for and against."""

    id: int | None
    joined: bool
    first: Text
    second: Text
    lead: tuple[tuple[Reading | None, Reading | None], ...]
    rest: tuple[tuple[Reading | None, Reading | None], ...]
    reasons: tuple[str, ...]
    shared: int
    headlines_differ: bool
    score: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair further down the queue."""

    id: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything on the review screen. `pair` is None when the queue is empty; `seen` is the newest decision.

    `count` pairs are open, `decided` were answered today by anyone, `passed` were answered or skipped; `skipped` wait
    for someone else. Each up to a bound. With `among_skipped` the queue is of those.
    """

    pair: Pair | None
    count: int
    more: bool
    decided: int
    passed: int
    skipped: int
    among_skipped: bool
    waiting: tuple[Waiting, ...]
    seen: int

    @property
    def place(self) -> int:
        """The pair's place in what there was to look at today, from 1."""
        return self.passed + 1

    @property
    def total(self) -> int:
        """What there was to look at today, seen and to see."""
        return self.passed + self.count


def review_page(doubt_id: int | None = None, *, skipped: bool = False) -> ReviewPage:
    """Return the pair asked for, or the queue's first; six queries. An id that is not in the queue gives the first.

    With `skipped` those that were skipped are the queue, as long as there are any.
    """
    all_open, all_skipped = PairDoubt.objects.queue(), PairDoubt.objects.skipped()
    count, left = len(all_open.order_by().values_list("pk")[: MOST_COUNTED + 1]), _capped(all_skipped)
    among_skipped = skipped and left > 0
    queue = all_skipped if among_skipped else all_open
    heads = list(queue.values_list("id", "first__headline", "second__headline")[: QUEUED + 1])
    doubt = _chosen(queue, doubt_id)
    today = PairDoubt.objects.decided_since(timezone.localtime().replace(hour=0, minute=0, second=0))
    answers = list(today.values_list("answer", flat=True)[:MOST_COUNTED])
    waiting = tuple(Waiting(*head) for head in heads if doubt is None or head[0] != doubt.pk)[:QUEUED]
    return ReviewPage(
        pair=_pair(doubt) if doubt else None,
        count=min(count, MOST_COUNTED),
        more=count > MOST_COUNTED,
        decided=len(answers) - answers.count(PairDoubt.Answer.SKIPPED),
        passed=len(answers),
        skipped=left,
        among_skipped=among_skipped,
        waiting=waiting,
        seen=newest_decision(),
    )


def _chosen(queue: "QuerySet[PairDoubt]", doubt_id: int | None) -> PairDoubt | None:
    """Return the pair of that id in the queue, else its first."""
    rows = queue.select_related(
        *(f"{end}__{path}" for end in ("first", "second") for path in ("body", "source", "story"))
    )
    return (rows.filter(pk=doubt_id).first() if doubt_id is not None else None) or rows.first()


def _capped(rows: "QuerySet[PairDoubt]") -> int:
    return len(rows.order_by().values_list("pk")[:MOST_COUNTED])


def doubt_to_answer(doubt_id: int) -> PairDoubt:
    """Return the doubt itself, for the editor's act. Raises PairDoubt.DoesNotExist."""
    return PairDoubt.objects.get(pk=doubt_id)


def shared_text(first_id: int, second_id: int) -> Pair | None:
    """Return two versions side by side with what they share, as a pair that nothing is asked of; None without both."""
    versions = Version.objects.select_related("body", "source", "story").in_bulk([first_id, second_id])
    if first_id == second_id or len(versions) < 2:
        return None
    return _pair(PairDoubt(first=versions[first_id], second=versions[second_id], score=0))


def _pair(doubt: PairDoubt) -> Pair:
    comparison = compare(article_of(doubt.first), article_of(doubt.second))
    old, new = _shared(comparison)
    numbers = _rows(comparison)
    twins = twins_of(comparison, _places(one for one, _ in numbers), _places(two for _, two in numbers))
    left = _paragraphs(comparison.old_sentences, old, twins[0])
    right = _paragraphs(comparison.new_sentences, new, twins[1])
    rows = tuple((left.get(one), right.get(two)) for one, two in numbers)
    counts = summary(comparison)
    return Pair(
        id=doubt.pk,
        joined=doubt.joined or doubt.first.story_id == doubt.second.story_id,
        first=_text(doubt.first),
        second=_text(doubt.second),
        lead=rows[:PARAGRAPHS_OPEN],
        rest=rows[PARAGRAPHS_OPEN:],
        reasons=tuple(str(reason) for reason in doubt.reasons),
        shared=sum(comparison.old_sentences[index].role == Role.BODY for index in old),
        headlines_differ=counts.headline_changed,
        score=doubt.score,
    )


def _text(version: Version) -> Text:
    return Text(
        version_id=version.pk,
        story_id=version.story_id,
        headline=version.headline,
        standfirst=version.standfirst,
        source=version.source.name if version.source else "",
        when=version.published or version.captured,
        words=version.word_count,
        versions=version.story.version_count,
    )


def _shared(comparison: Comparison) -> tuple[Shared, Shared]:
    """Return the sentences of either text that the other has too, rewritten ones left out."""
    links = [link for link in comparison.links if link.old and link.new and not link.rewritten]
    old: Shared = {index: [] for link in links for index in link.old}
    new: Shared = {index: [] for link in links for index in link.new}
    for hunk in (hunk for link in links for hunk in link.words if hunk.change not in DIMMED):
        old[hunk.old_sentence].append((hunk.old_start, hunk.old_end))
        new[hunk.new_sentence].append((hunk.new_start, hunk.new_end))
    return old, new


def _rows(comparison: Comparison) -> Rows[int]:
    """Return the paragraphs of both texts, by their numbers, side by side where they share something."""
    left, right = (_numbers(sentences) for sentences in (comparison.old_sentences, comparison.new_sentences))
    at_left, at_right = ({number: at for at, number in enumerate(side)} for side in (left, right))
    shared = Counter({(at_left[one], at_right[two]): count for (one, two), count in shared_words(comparison).items()})
    return aligned(left, right, shared)


def _places(column: Iterable[int | None]) -> dict[int, int]:
    """Return the row in which each paragraph stands."""
    return {number: row for row, number in enumerate(column) if number is not None}


def _numbers(sentences: Sequence[Sentence]) -> list[int]:
    return list(dict.fromkeys(sentence.paragraph for sentence in sentences if sentence.role == Role.BODY))


def _paragraphs(sentences: Sequence[Sentence], shared: Shared, twins: Mapping[int, Twin]) -> dict[int | None, Reading]:
    paragraphs: dict[int | None, list[Words]] = {}
    for index, sentence in enumerate(sentences):
        if sentence.role == Role.BODY:
            runs = paragraphs.setdefault(sentence.paragraph, [])
            _add(runs, sentence.before, shared=index in shared)
            _add_sentence(runs, sentence.text, shared.get(index), twins.get(index))
    return {number: Reading(tuple(runs)) for number, runs in paragraphs.items()}


def _add_sentence(runs: list[Words], text: str, otherwise: Sequence[tuple[int, int]] | None, twin: Twin | None) -> None:
    """Add a sentence, cut where the other text reads otherwise; None: the other does not have it at all."""
    if otherwise is None:
        return _add(runs, text, shared=False)
    if twin:
        runs.append(Words("", shared=True, twin=twin))
    done = 0
    for start, end in sorted(otherwise):
        _add(runs, text[done:start], shared=True)
        _add(runs, text[max(done, start) : end], shared=False)
        done = max(done, end)
    return _add(runs, text[done:], shared=True)


def _add(runs: list[Words], text: str, *, shared: bool) -> None:
    if not text:
        return
    if runs and runs[-1].shared == shared:
        runs[-1] = replace(runs[-1], text=runs[-1].text + text)
    else:
        runs.append(Words(text, shared))
