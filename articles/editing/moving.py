"""One capture moves to another story, by an editor's word: to the version there that has its text, or to a new one.

Of a text in two stories each has a version of its own; what an editor parted so, no later grouping brings together.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.core import serializers
from django.db.models import Q

from articles.editing.log import Act, Conflict, Done, Refused, blame, one_act, record, shortened
from articles.editing.merging import join, part
from articles.editing.relocation import (
    APART,
    TOGETHER,
    bind,
    bring_up_to_date,
    hold_stories,
    locked_stories,
    pairs_between,
    refuse_empty,
    story_key,
    unbind,
    version_key,
)
from articles.editing.sharing import link_shared, unlink_shared
from articles.editing.stories import move_version, split_story
from articles.models import (
    Annotation,
    Capture,
    Decision,
    GroupingConstraint,
    PairDoubt,
    Placement,
    Story,
    StoryTopic,
    Version,
    VersionBody,
)
from articles.models.wording import index_anew, work_on
from articles.text.group import stored_fingerprint


@one_act
def move_capture(capture: Capture, *, by: User, to: Story | None, seen: int | None = None) -> Done:
    """Move one capture to another story, or (None) to a new one. The last capture of a version takes it along.

    Where the story has this text already, the capture becomes one of that version; a version left without captures
    goes, and a story left without versions becomes part of the other. Conflict where the capture stands there already;
    Refused where notes stand on a version that would go.
    """
    capture = Capture.objects.select_for_update(of=("self",)).select_related("version__story").get(pk=capture.pk)
    version = capture.version
    if version is None:
        raise Refused("This capture is part of no version: a rejected record is mended on its own screen")
    left = version.story
    if to and left.pk == to.pk:
        raise Conflict(f"The capture stands in that story already: {blame(_key(capture))}.")
    locked_stories(left.pk, *([to.pk] if to else ()))  # first: what stands in them decides what is done
    if not Version.objects.filter(pk=version.pk, story=left).exists():
        raise Conflict(f"The capture's version stands elsewhere by now: {blame(version_key(version.pk))}.")
    twin = Version.objects.filter(story=to, digest=version.digest).first() if to else None
    alone = not Capture.objects.filter(version=version).exclude(pk=capture.pk).exists()
    if alone and twin is None:
        if to:
            return move_version(version, by=by, to=to, seen=seen)
        return split_story(left, by=by, versions=[version], seen=seen)
    target = to or Story.objects.create(headline=version.headline, language=left.language)
    detail = _moved(capture, version, target, twin, alone=alone, by=by)
    there = f"“{shortened(str(to))}”" if to else "a story of its own"
    summary = f"Moved a capture of “{shortened(str(left))}” to {there}"
    touches = [_key(capture), version_key(detail["into"]), version_key(detail["from"])]
    concerns = [story_key(pk) for pk in (left.pk, target.pk)]
    act = Act("move_capture", summary, touches, target.pk, target.pk, detail, concerns)
    done = record(act, by=by, seen=seen)
    decision = Decision.objects.get(pk=done.decision_id)
    others = {pk: list(Version.objects.filter(story=pk).values_list("pk", flat=True)) for pk in (left.pk, target.pk)}
    bind(pairs_between([detail["into"]], others[left.pk]), APART, decision)
    bind(pairs_between([detail["into"]], [pk for pk in others[target.pk] if pk != detail["into"]]), TOGETHER, decision)
    return done if to else replace(done, made_story_id=target.pk)


def undo_move_capture(decision: Decision) -> None:
    """Move a capture back, with the version and the story that went when it left. Conflict where it moved on since."""
    detail = decision.detail
    unbind(decision)
    capture = Capture.objects.select_for_update(of=("self",)).get(pk=detail["capture"])
    if capture.version_id != detail["into"]:
        raise Conflict(f"The capture belongs to another version by now: {blame(_key(capture))}.")
    if detail["joined"]:
        part(detail["joined"])
    if detail.get("shared"):
        hold_stories([detail["left"], detail["story"]])
        unlink_shared(detail["shared"])
    if detail["gone"]:
        locked_stories(detail["left"], beside=[detail["story"]])
        _bring_back(detail["gone"])
    Capture.objects.filter(pk=capture.pk).update(version=detail["from"])
    if detail["made"]:
        _drop(Version.objects.get(pk=detail["into"]))
    if detail["new_story"]:
        _close(detail["story"], detail["left"])
    elif not detail["joined"]:
        refuse_empty(detail["story"])
    bring_up_to_date([detail["left"], detail["story"]])


def _moved(
    capture: Capture, version: Version, target: Story, twin: Version | None, *, alone: bool, by: User
) -> dict[str, Any]:
    """Move the capture; give what undoing needs."""
    left, version_id = version.story_id, version.pk
    new_story = twin is None and not Version.objects.filter(story=target).exists()
    into = twin or _copied(version, target)
    Capture.objects.filter(pk=capture.pk).update(version=into)
    gone = _taken_away(version) if alone else ""
    emptied = not Version.objects.filter(story=left).exists()
    joined = join(target.pk, [left], by=by) if emptied else None
    bring_up_to_date([target.pk] if emptied else [left, target.pk])
    stayed = list(Version.objects.filter(story=left).values_list("pk", flat=True))
    return {
        "capture": capture.pk,
        "from": version_id,
        "into": into.pk,
        "left": left,
        "story": target.pk,
        "made": twin is None,
        "new_story": new_story,
        "gone": gone,
        "joined": joined,
        "shared": link_shared([into.pk], stayed),
    }


def _copied(version: Version, story: Story) -> Version:
    """A version with this text in another story."""
    new, body = Version.objects.get(pk=version.pk), VersionBody.objects.get(pk=version.pk)
    new.pk, new.story, new.order_basis, new.order_why = None, story, Version.OrderBasis.CAPTURED, ""
    new.save(force_insert=True)
    body.version = new
    body.pk = new.pk
    body.save(force_insert=True)
    index_anew(new, stored_fingerprint(bytes(body.fingerprint)), always=True)
    return new


def _taken_away(version: Version) -> str:
    """Remove a version whose text stands elsewhere; give it as it was, with editors' words on it and its grouping."""
    if Annotation.objects.filter(version=version, deleted_at__isnull=True).exists():
        raise Refused("A note stands on the version that would go: have it deleted first, or merge the stories")
    if Annotation.objects.filter(version=version).exists():
        raise Refused("A deleted note stands on the version that would go, and could not be brought back then")
    body = VersionBody.objects.get(pk=version.pk)
    either = Q(first=version) | Q(second=version)
    places = Placement.objects.filter(version=version, settled_by__isnull=False)
    words = [*GroupingConstraint.objects.filter(either), *PairDoubt.objects.filter(either), *places]
    stored = serializers.serialize("json", [version, body, *words])
    version.delete()
    return str(stored)


def _bring_back(stored: str) -> None:
    """Store a version that went again. Refused where the tables have changed since."""
    rows: Iterable[Any] = serializers.deserialize("json", stored, ignorenonexistent=True)
    for row in rows:
        pair = row.object
        if isinstance(pair, GroupingConstraint | PairDoubt):
            both = {pair.first_id, pair.second_id}
            if Version.objects.filter(pk__in=both).count() < len(both):
                continue
            if type(pair).objects.filter(first=pair.first_id, second=pair.second_id).exists():
                continue
        row.object.save(force_insert=True)
        if isinstance(pair, VersionBody):
            index_anew(pair.version, stored_fingerprint(bytes(pair.fingerprint)), always=True)


def _drop(version: Version) -> None:
    """Remove a version that was made for the capture. Conflict where other captures or editors' work came to it."""
    found = work_on(version) + (["other captures"] if version.captures.exists() else [])
    if found:
        raise Conflict(f"The version it would leave has {' and '.join(found)} on it by now: settle that first.")
    version.delete()


def _close(story_id: int, into: int) -> None:
    """Lead the address of a story that was made for the capture back. Conflict where it has something of its own."""
    story = Story.objects.select_for_update().get(pk=story_id)
    if story.versions.exists() or StoryTopic.objects.filter(story=story, state="tagged").exists():
        raise Conflict(f"“{story}” has topics or versions of its own by now: merge the two stories instead.")
    Story.objects.filter(Q(pk=story_id) | Q(merged_into=story_id)).update(merged_into=into)


def _key(capture: Capture) -> str:
    return f"place of capture {capture.pk}"
