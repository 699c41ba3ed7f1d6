"""Undoing: a decision's kind names its inverse, and nothing is undone that something later builds on."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from articles.editing import (
    captures,
    debris,
    moving,
    notes,
    placing,
    rejected,
    rejections,
    review,
    stories,
    tags,
    topic_import,
    topic_tree,
    topics,
)
from articles.editing.log import Conflict, Done, Refused, blockers, built_on, name_of, one_act, said
from articles.models import Decision

INVERSES: Mapping[str, Callable[[Decision], None]] = {
    "tag_story": tags.undo_word,
    "untag_story": tags.undo_word,
    "reject_suggestion": tags.undo_word,
    "create_topic": topics.undo_create,
    "rename_topic": topics.undo_rename,
    "add_synonym": topics.undo_synonym,
    "remove_synonym": topics.undo_synonym,
    "move_topic": topic_tree.undo_move,
    "merge_topics": topic_tree.undo_merge,
    "import_topics": topic_import.undo_import,
    "annotate": notes.undo_write,
    "reply": notes.undo_write,
    "edit_note": notes.undo_edit,
    "resolve_note": notes.undo_settle,
    "reopen_note": notes.undo_settle,
    "delete_note": notes.undo_delete,
    "settle_place": placing.undo_place,
    "merge_stories": stories.undo_merge,
    "split_story": stories.undo_split,
    "move_version": stories.undo_move,
    "move_capture": moving.undo_move_capture,
    "set_order": stories.undo_order,
    "answer_pair": review.undo_answer,
    "set_role": captures.undo_role,
    "mark_lines": rejected.undo_marks,
    "rule_debris": debris.undo_ruling,
    "dismiss_rejection": rejections.undo_word,
    "take_up_rejection": rejections.undo_word,
}


UNDONE = "Undone: "  # before an act's summary, in words
RECENT = timedelta(hours=1)  # what one still has in mind when one says "undo the last"


def last_acts(by: User, *, but: Collection[int] = ()) -> tuple[Decision, ...]:
    """The decisions of a person's last click that stand and can be undone, the last first; none where it is long ago.

    Several are told together where one click did them. Those whose ids are in `but` are passed over.
    """
    own = Decision.objects.standing().filter(made_by=by, kind__in=INVERSES, made_at__gte=timezone.now() - RECENT)
    own = own.exclude(pk__in=but)
    last = own.newest_first().first()
    if last is None:
        return ()
    together = last.detail.get("together")
    return tuple(own.filter(pk__gte=together, detail__together=together).newest_first()) if together else (last,)


def hindrances(decisions: Collection[Decision]) -> dict[int, str]:
    """By id, why each of these decisions cannot be undone, in words; those that can are left out.

    Said without trying, and so without what only shows then: a note that stands on what would go, a topic renamed by
    an import. Needs `undone_by` loaded.
    """
    blocked = blockers([decision for decision in decisions if not decision.undone_at and decision.kind in INVERSES])
    found = {}
    for decision in decisions:
        if decision.undone_at and decision.undone_by:
            when = timezone.localtime(decision.undone_at)
            found[decision.pk] = f"Undone by {name_of(decision.undone_by)} on {when:%d %b %Y, %H:%M}"
        elif decision.kind not in INVERSES:
            found[decision.pk] = "There is no way back from this"
        elif decision.pk in blocked:
            found[decision.pk] = f"Something later builds on it: {said(blocked[decision.pk])}. Undo that first"
    return found


@one_act
def undo(decision: Decision, *, by: User) -> Done:
    """Take a decision back; the log keeps it, with who undid it and when.

    Conflict where it was undone already, where a later decision builds on it, or where what it left was changed since;
    Refused where its kind has no inverse.
    """
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.undone_at and decision.undone_by:
        when = timezone.localtime(decision.undone_at)
        raise Conflict(f"{name_of(decision.undone_by)} has undone this already, on {when:%d %b %Y, %H:%M}.")
    if decision.kind not in INVERSES:
        raise Refused(f"“{decision.summary}” cannot be undone: there is no way back from {decision.kind}.")
    later = built_on(decision)
    if later:
        raise Conflict(f"Something later builds on it: {said(later)}. Undo that first.")
    INVERSES[decision.kind](decision)
    decision.undone_by = by
    decision.undone_at = timezone.now()
    decision.save(update_fields=["undone_by", "undone_at"])
    return Done(decision.pk, f"{UNDONE}{decision.summary}"[:300], decision.detail.get("subject", 0), decision.story_id)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of taking decisions back one after another: those undone, and where one was refused, why.

    `left` are the ids of the refused one and those after it, of the person's own; `hindered` acts were refused before
    and still are.
    """

    undone: tuple[Done, ...] = ()
    refusal: Refused | None = None
    left: tuple[int, ...] = ()
    hindered: tuple[int, ...] = ()
    story_id: int | None = None


def take_back(decisions: Sequence[Decision], *, by: User) -> TakenBack:
    """Undo decisions in this order, up to the first whose undoing is refused."""
    undone: list[Done] = []
    story_id = next((decision.story_id for decision in decisions if decision.story_id), None)
    try:
        for decision in decisions:
            undone.append(undo(decision, by=by))  # noqa: PERF401 - said, too, if one is refused
    except Refused as refusal:
        left = tuple(decision.pk for decision in decisions[len(undone) :] if decision.made_by_id == by.pk)
        return TakenBack(tuple(undone), refusal, left, story_id=story_id)
    return TakenBack(tuple(undone), story_id=story_id)


def take_back_last(by: User, *, refused: Collection[int] = ()) -> TakenBack:
    """Undo a person's last click. One that was `refused` before is tried again, and passed over while it still is.

    Nothing undone and nothing refused anew: there is nothing else.
    """
    hindered: tuple[int, ...] = ()
    while acts := last_acts(by, but=hindered):
        came = take_back(acts, by=by)
        if came.undone or not set(came.left) <= set(refused):
            return replace(came, hindered=hindered)
        hindered += came.left
    return TakenBack(hindered=hindered)
