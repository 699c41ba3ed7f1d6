"""Answers to the review queue: two versions are one article, or are not, or someone else shall say."""

from dataclasses import replace
from typing import Any, Literal

from django.contrib.auth.models import User
from django.utils import timezone

from articles.editing.log import Act, Conflict, Done, blame, name_of, one_act, record, shortened
from articles.editing.merging import join, part, touched_by
from articles.editing.relocation import (
    APART,
    TOGETHER,
    bind,
    hold_stories,
    locked_stories,
    pairs_between,
    story_key,
    unbind,
    version_key,
)
from articles.editing.sharing import link_shared, unlink_shared
from articles.editing.stories import moved_keys, put_back, take_out
from articles.models import Annotation, Decision, PairDoubt, Story, StoryTopic, Version

Answer = Literal["same", "different", "skip"]

_STORED: dict[Answer, PairDoubt.Answer] = {
    "same": PairDoubt.Answer.SAME,
    "different": PairDoubt.Answer.DIFFERENT,
    "skip": PairDoubt.Answer.SKIPPED,
}
_SAID: dict[Answer, str] = {"same": "the same article", "different": "different articles", "skip": "skipped"}


@one_act
def answer_pair(doubt: PairDoubt, *, by: User, answer: Answer, seen: int | None = None) -> Done:
    """Say of two versions that they are one article (their stories are merged), or are not (they are parted), or skip.

    Conflict where another editor has answered.
    """
    doubt = PairDoubt.objects.select_for_update().get(pk=doubt.pk)
    if doubt.answer in {PairDoubt.Answer.SAME, PairDoubt.Answer.DIFFERENT}:
        who = name_of(doubt.answered_by) if doubt.answered_by else "Someone"
        raise Conflict(f"{who} has answered this pair: {doubt.get_answer_display().lower()}.")
    first, second = _held_versions(doubt)
    before = {"answer": doubt.answer, "by": doubt.answered_by_id}
    doubt.answer, doubt.answered_by, doubt.answered_at = _STORED[answer], by, timezone.now()
    doubt.save(update_fields=["answer", "answered_by", "answered_at"])
    done_to_stories = _carry_out(answer, first, second, by)
    act = Act(
        "answer_pair",
        f"“{shortened(str(first))}” and “{shortened(str(second))}”: {_SAID[answer]}",
        touches=[f"pair {doubt.pk}", *_touched(done_to_stories)],
        subject_id=doubt.pk,
        story_id=Version.objects.get(pk=first.pk).story_id,
        detail={"before": before, "answer": answer, **done_to_stories},
        concerns=[story_key(first.story_id), story_key(second.story_id)],
    )
    done = record(act, by=by, seen=seen)
    if answer != "skip":
        kind = TOGETHER if answer == "same" else APART
        bind(_pairs(first, second, done_to_stories), kind, Decision.objects.get(pk=done.decision_id))
    return replace(done, made_story_id=done_to_stories["taken_out"]["into"]) if "taken_out" in done_to_stories else done


def undo_answer(decision: Decision) -> None:
    """Ask again, and part or bring together what the answer brought together or parted."""
    detail = decision.detail
    unbind(decision)
    if "joined" in detail:
        part(detail["joined"])
    if "taken_out" in detail:
        put_back(detail["taken_out"])
    if detail.get("shared"):
        hold_stories({pk for pair in detail["shared"] for pk in pair})
        unlink_shared(detail["shared"])
    PairDoubt.objects.filter(pk=detail["subject"]).update(
        answer=detail["before"]["answer"], answered_by=detail["before"]["by"], answered_at=None
    )


def _carry_out(answer: Answer, first: Version, second: Version, by: User) -> dict[str, Any]:
    """Merge or part the stories of two versions, where the answer asks for it; link those that only share text."""
    together = first.story_id == second.story_id
    if answer == "same" and not together:
        keep, go = sorted((first.story_id, second.story_id), key=lambda pk: (not _worked_on(pk), pk))
        return {"joined": join(keep, [go], by=by)}
    if answer == "different" and together:
        return {"taken_out": take_out(second.story, [second])}
    if answer == "different":
        return {"shared": link_shared([first.pk], [second.pk])}
    return {}


def _pairs(first: Version, second: Version, done: dict[str, Any]) -> list[tuple[int, int]]:
    """What the answer binds: the pair itself, and where a version was parted, it and all that stayed."""
    if "taken_out" in done:
        return pairs_between([second.pk], done["taken_out"]["stayed"])
    return [(first.pk, second.pk)]


def _touched(done: dict[str, Any]) -> list[str]:
    if "joined" in done:
        return touched_by(done["joined"])
    return moved_keys(done["taken_out"]) if "taken_out" in done else []


def _held_versions(doubt: PairDoubt) -> tuple[Version, Version]:
    """Both versions as they stand now, their stories locked, the one that comes first in its story first.

    Conflict where one was moved in that moment: an answer means the stories as they were seen.
    """
    rows = Version.objects.select_related("story").filter(pk__in=[doubt.first_id, doubt.second_id])
    story_of = {version.pk: version.story_id for version in rows}
    locked_stories(*story_of.values())
    first, second = sorted(rows.all(), key=lambda version: (version.position, version.pk))
    for version in (first, second):
        if version.story_id != story_of[version.pk]:
            raise Conflict(f"A version stands elsewhere by now: {blame(version_key(version.pk))}. Look again.")
    return first, second


def _worked_on(story_id: int) -> bool:
    """Whether editors have tagged or annotated a story: it is the one to keep."""
    story = Story.objects.get(pk=story_id)
    return StoryTopic.objects.filter(story=story).exists() or Annotation.objects.filter(story=story).exists()
