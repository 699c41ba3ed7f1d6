"""The IPTC's Media Topics (JSON, as the IPTC publishes it) -> topics, each found again by its notation.

Importing again brings new topics in and leaves what editors renamed, moved or merged as they left it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from articles.editing.log import Act, Conflict, Done, Refused, one_act, record
from articles.models import Decision, Topic
from articles.models.topics import PATH_STEP

MOST_LEVELS = 50  # of retired concepts one above the other


@dataclass(frozen=True, slots=True)
class MediaTopic:
    """A concept of the vocabulary: its code ("medtop:20000593"), its label, the code of the broader one."""

    notation: str
    label: str
    broader: str | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to, and its line in the log; `done` is None where there was nothing to bring in."""

    made: int
    adopted: int
    known: int
    done: Done | None


def read_media_topics(raw: bytes) -> tuple[MediaTopic, ...]:
    """Read the vocabulary, the broader before the narrower, without what is retired or has no label.

    Raises Refused where the bytes are not such a vocabulary.
    """
    try:
        concepts = {concept["uri"]: concept for concept in json.loads(raw)["conceptSet"]}
        kept = {uri: concept for uri, concept in concepts.items() if _label(concept) and "retired" not in concept}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(f"This is not the IPTC's Media Topics as JSON ({error!r}): ask for the JSON-LD file") from error
    parents = {uri: _broader(uri, concepts, kept) for uri in kept}
    narrower: dict[str | None, list[str]] = {}
    for uri, parent in parents.items():
        narrower.setdefault(parent, []).append(uri)
    found: list[MediaTopic] = []
    level: list[str | None] = [None]
    while level:
        below = [uri for parent in level for uri in narrower.get(parent, ())]
        found.extend(_media_topic(uri, parents[uri], kept) for uri in below)
        level = list(below)
    return tuple(found)


@one_act
def import_media_topics(raw: bytes, *, by: User) -> Imported:
    """Make the topics that are not there yet. An editors' topic of the same label at the same place takes the code."""
    topics = {topic.notation: topic for topic in Topic.objects.exclude(notation="")}
    twins = {(topic.broader_id, topic.label.casefold()): topic for topic in Topic.objects.standing()}
    known, made, adopted = len(topics), [], []
    for media_topic in read_media_topics(raw):
        if media_topic.notation in topics:
            continue
        broader = _standing(topics[media_topic.broader]) if media_topic.broader else None
        twin = twins.get((broader.pk if broader else None, media_topic.label.casefold()))
        if twin is None:
            topic = _made(media_topic, broader)
            made.append(topic.pk)
        elif twin.notation:
            continue
        else:
            topic = twin
            topic.notation = media_topic.notation
            topic.save(update_fields=["notation"])
            adopted.append(topic.pk)
        topics[media_topic.notation] = topic
        twins[topic.broader_id, topic.label.casefold()] = topic
    if not made and not adopted:
        return Imported(0, 0, known, None)
    act = Act(
        "import_topics",
        f"Imported {len(made)} of the IPTC's Media Topics",
        touches=[f"topic {pk}" for pk in adopted],
        subject_id=(made or adopted)[0],
        detail={"made": made, "adopted": adopted},
    )
    done = record(act, by=by)
    return Imported(len(made), len(adopted), known, done)


def undo_import(decision: Decision) -> None:
    """Remove the topics that an import made. Conflict where one of them is used by now."""
    made = Topic.objects.filter(pk__in=decision.detail["made"])
    used = (
        made.filter(story_topics__isnull=False).first()
        or made.filter(annotations__isnull=False).first()
        or made.filter(merged__isnull=False).first()
        or Topic.objects.filter(broader__in=made).exclude(pk__in=decision.detail["made"]).first()
    )
    if used:
        raise Conflict(f"The topic {used.label} is in use by now, or another stands under it: take it off there first")
    for depth in sorted(set(made.values_list("depth", flat=True)), reverse=True):
        made.filter(depth=depth).delete()
    Topic.objects.filter(pk__in=decision.detail["adopted"]).update(notation="")


def _made(media_topic: MediaTopic, broader: Topic | None) -> Topic:
    """Store a new topic at its place; that it is free was looked up before."""
    depth = broader.depth + 1 if broader else 0
    topic = Topic.objects.create(label=media_topic.label, notation=media_topic.notation, broader=broader, depth=depth)
    topic.path = ((broader.path or "") if broader else "") + f"{topic.pk:0{PATH_STEP}d}"
    topic.save(update_fields=["path"])
    return topic


def _standing(topic: Topic) -> Topic:
    """The topic, or the one that editors merged it into."""
    while topic.merged_into:
        topic = topic.merged_into
    return topic


def _media_topic(uri: str, parent: str | None, kept: Mapping[str, Mapping[str, Any]]) -> MediaTopic:
    return MediaTopic(kept[uri]["qcode"], _label(kept[uri]), kept[parent]["qcode"] if parent else None)


def _broader(uri: str, concepts: Mapping[str, Mapping[str, Any]], kept: Mapping[str, Any]) -> str | None:
    """The nearest broader concept that is kept: what stood under a retired one stands under that one's broader."""
    for _ in range(MOST_LEVELS):
        given: Sequence[str] = concepts.get(uri, {}).get("broader", ())
        if not given or given[0] in kept:
            return given[0] if given else None
        uri = given[0]
    return None


def _label(concept: Mapping[str, Any]) -> str:
    """The label in the language of the file, "" where there is none."""
    return next(iter(concept["prefLabel"].values()), "").strip()
