"""Cleaned captures -> versions and stories: what the machine writes when articles come in.

Called by the ingest inside its own transaction, a batch at a time. The number of queries of a batch does not grow with
the batch or with the archive.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from articles.models import Shingle, Version
from articles.models.upkeep import count_captures, count_links, refresh_stories, set_latest
from articles.pipeline.candidates import load_candidates
from articles.pipeline.joining import apart_pairs, join_stories, targets, worked_on
from articles.pipeline.placing import Placing
from articles.pipeline.relate import Coverage, relate_stories
from articles.pipeline.reviewing import write_doubts, write_shared
from articles.pipeline.thresholds import thresholds_in_force
from articles.pipeline.turns import OvertakenError, hold, hold_stories, is_overtaken_at_times
from articles.pipeline.versions import NewText, known_versions, lend_to, make_stories, store_versions, version_of
from articles.text.article import CleanArticle
from articles.text.group import Fingerprint
from articles.text.lending import VersionFacts, facts_of, lent


class Fate(StrEnum):
    """What became of an article that came in."""

    SAME_TEXT = "same text"  # a version had this text already: the capture is one more of it
    NEW_VERSION = "new version"
    NEW_STORY = "new story"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One cleaned capture on its way into a story. `key` is the caller's own number for it and comes back as given."""

    key: int
    article: CleanArticle
    fingerprint: Fingerprint
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """Where an arrival ended: the caller stores its capture with this version."""

    key: int
    version_id: int
    story_id: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class GroupReport:
    """What a batch came to.

    `grouped` is in the order of the arrivals. `changed` are the stories whose texts or columns changed: their search
    text is to be written again. `to_summarise` are those among them for which
    `articles.models.upkeep.summarise_changes` is due after the batch. `joined` are the stories that were merged into
    another and stand no longer.
    """

    grouped: tuple[Grouped, ...]
    changed: tuple[int, ...]
    to_summarise: tuple[int, ...]
    joined: tuple[int, ...]
    doubts: int


def place_articles(arrivals: Sequence[Arrival]) -> GroupReport:
    """Attach each arrival to its version and story, new or old, and bring the stories' columns up to date.

    Must run inside a transaction. Counts each arrival as one capture of its story; the caller stores the captures
    before it commits. Arrivals with the same folded text are captures of one version. Raises OvertakenError where an
    editor changed meanwhile what was decided on: `articles.pipeline.turns.in_turn` decides afresh.
    """
    facts = _facts_by_digest(arrivals)
    sources = {arrival.article.source or "": arrival.source_id for arrival in arrivals if arrival.source_id}
    known = known_versions(facts)
    texts = _new_texts(arrivals, known, facts)
    placing = _decide(texts)
    if is_overtaken_at_times():
        _hold(placing, known)
    joining = [node.story_ids for node in placing.roots() if len(node.story_ids) > 1]
    into = _joined(joining, placing) if joining else {}
    versions = {text.number: version_of(text, sources) for text in texts}
    stories, made = _stories_of(placing, texts, into, versions)
    store_versions(texts, versions, stories)
    numbers = {number: version.pk for number, version in versions.items()}
    Shingle.objects.add((key, numbers[number]) for key, number in placing.candidates.rows)
    doubts = write_doubts(placing.doubts, numbers)
    stored = placing.candidates.stored
    story_of = stories | {number: into.get(text.story_id, text.story_id) for number, text in stored.items()}
    linked = write_shared(placing.shares, story_of)
    linked |= relate_stories(_coverage(texts, placing, stories, versions))
    learned = {into.get(story_id, story_id) for story_id in lend_to(known.values(), facts, sources)}
    by_digest = known | {version.digest: version for version in versions.values()}
    grouped = _grouped(arrivals, by_digest, into, fresh=set(numbers.values()), made=made)
    changed = learned | set(stories.values()) | set(into.values())
    due = _refresh(grouped, changed=changed, made=made, gone=set(into))
    linked |= set(into.values())
    hold_stories(linked)
    count_links(linked)
    return GroupReport(grouped, tuple(sorted(changed)), due, tuple(sorted(into)), doubts)


def _facts_by_digest(arrivals: Sequence[Arrival]) -> dict[str, VersionFacts]:
    """Give what the captures of each text know together."""
    facts: dict[str, VersionFacts] = {}
    for arrival in arrivals:
        digest, mine = arrival.fingerprint.digest, facts_of(arrival.article)
        facts[digest] = lent(facts[digest], mine) if digest in facts else mine
    return facts


def _new_texts(arrivals: Sequence[Arrival], known: Collection[str], facts: Mapping[str, VersionFacts]) -> list[NewText]:
    """Give each text that no version has once, numbered -1, -2, ... in the order it came."""
    captures = Counter(arrival.fingerprint.digest for arrival in arrivals)
    first: dict[str, NewText] = {}
    for arrival in arrivals:
        digest = arrival.fingerprint.digest
        if digest not in known and digest not in first:
            article = arrival.article
            first[digest] = NewText(
                number=-1 - len(first),
                fingerprint=arrival.fingerprint,
                paragraphs=article.paragraphs,
                language=article.language or "",
                facts=facts[digest],
                captures=captures[digest],
            )
    return list(first.values())


def _decide(texts: Sequence[NewText]) -> Placing:
    """Decide on every new text of a batch, in the order they came."""
    candidates = load_candidates([text.fingerprint for text in texts])
    story_ids = {stored.story_id for stored in candidates.stored.values()}
    apart, worked = cache(lambda: apart_pairs(story_ids)), cache(lambda: worked_on(story_ids))
    placing = Placing(candidates, apart, worked, thresholds_in_force())
    for text in texts:
        placing.place(text.number, text.fingerprint)
    return placing


def _hold(placing: Placing, known: Mapping[str, Version]) -> None:
    """Lock the stories that the batch changes or links, and what was decided on; see that it stands as it was read."""
    stored = placing.candidates.stored
    changed = {story_id for node in placing.roots() for story_id in node.story_ids}
    met = {match.number for _, match in placing.shares} | {doubt.first for doubt in placing.doubts}
    read = {pk: text.story_id for pk, text in stored.items() if pk in met or text.story_id in changed}
    learning = {version.pk: version.story_id for version in known.values()}
    hold(read | learning, stories=changed | set(learning.values()))


def _joined(joining: Sequence[Collection[int]], placing: Placing) -> dict[int, int]:
    """Join stories, now that they are held, unless an editor has said or done something about them meanwhile."""
    if not is_overtaken_at_times():
        return join_stories(targets(joining, placing.worked()))
    story_ids = {story_id for group in joining for story_id in group}
    worked = worked_on(story_ids)
    apart = {pair for pair in apart_pairs(story_ids) if pair <= story_ids}
    if worked != placing.worked() & story_ids or not apart <= placing.apart():
        raise OvertakenError("An editor worked on stories that were about to be joined")
    return join_stories(targets(joining, worked))


def _stories_of(
    placing: Placing, texts: Sequence[NewText], into: Mapping[int, int], versions: Mapping[int, Version]
) -> tuple[dict[int, int], set[int]]:
    """Give the story of each new text by its number, making those that are new, and the ids of the new ones."""
    by_number = {text.number: text for text in texts}
    stories: dict[int, int] = {}
    fresh = []
    for node in placing.roots():
        if node.story_ids:
            target = min(into.get(story_id, story_id) for story_id in node.story_ids)
            stories.update(dict.fromkeys(node.texts, target))
        else:
            fresh.append(node)
    made = make_stories([by_number[node.texts[0]] for node in fresh], versions)
    for node, story in zip(fresh, made, strict=True):
        stories.update(dict.fromkeys(node.texts, story.pk))
    return stories, {story.pk for story in made}


def _coverage(
    texts: Sequence[NewText], placing: Placing, stories: Mapping[int, int], versions: Mapping[int, Version]
) -> list[Coverage]:
    """Give what may be related to other stories: every new text but copies of what is there."""
    indexed = {number for _, number in placing.candidates.rows}
    return [
        Coverage(
            stories[text.number],
            text.facts.headline,
            text.paragraphs,
            versions[text.number].day,
            text.facts.standfirst,
        )
        for text in texts
        if text.number in indexed
    ]


def _grouped(
    arrivals: Sequence[Arrival],
    versions: Mapping[str, Version],
    into: Mapping[int, int],
    *,
    fresh: Collection[int],
    made: Collection[int],
) -> tuple[Grouped, ...]:
    """Say of each arrival where it ended; the first capture of a fresh text brings its version, and maybe its story."""
    grouped = []
    left, begun = set(fresh), set(made)
    for arrival in arrivals:
        version = versions[arrival.fingerprint.digest]
        story_id = into.get(version.story_id, version.story_id)
        fate = Fate.SAME_TEXT
        if version.pk in left:
            fate = Fate.NEW_STORY if story_id in begun else Fate.NEW_VERSION
        left.discard(version.pk)
        begun.discard(story_id)
        grouped.append(Grouped(arrival.key, version.pk, story_id, fate))
    return tuple(grouped)


def _refresh(
    grouped: Sequence[Grouped], *, changed: Collection[int], made: Collection[int], gone: Collection[int]
) -> tuple[int, ...]:
    """Bring columns and counts up to date; give the stories whose change summary is due.

    A new story of one version was stored with its columns; one that only got another capture just counts it.
    """
    captures = Counter(item.story_id for item in grouped)
    versions = Counter(item.story_id for item in grouped if item.fate != Fate.SAME_TEXT)
    whole = {story_id for story_id in made if versions[story_id] == 1}
    set_latest(whole)
    due = refresh_stories(set(changed) - whole | set(gone), arriving=captures)
    count_captures({story_id: count for story_id, count in captures.items() if story_id not in changed})
    return due
