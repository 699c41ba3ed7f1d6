"""Notes on passages: written, answered, changed, settled and taken away, and shown on every version of the story."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.editing.log import (
    Act,
    Conflict,
    Done,
    Refused,
    after_commit,
    blame,
    name_of,
    one_act,
    record,
    shortened,
)
from articles.editing.relocation import departed
from articles.models import Annotation, Decision, Story, Topic, Version
from articles.models.indexing import index_stories
from articles.models.placements import count_notes, place_everywhere, places_on, text_of, write_placements
from articles.text.anchor import Selector, describe

LONGEST_NOTE = 10_000  # code points: the column's width
OPEN, RESOLVED = Annotation.State.OPEN, Annotation.State.RESOLVED


def annotate(
    version: Version, *, by: User, passage: tuple[int, int], exact: str, text: str, topics: Collection[Topic] = ()
) -> Done:
    """Write a note on version text [start, end), in code points of `articles.text.anchor.body_text`.

    `exact` is what the editor saw selected; white space may differ. Refused where something else stands there, or the
    note says nothing. The note is placed on every other version at once.
    """
    version = Version.objects.select_related("body", "story").get(pk=version.pk)
    body = text_of(version)
    selector = _selected(body, passage, exact)
    text = _clean(text, may_be_empty=bool(topics))
    places = places_on(Version.objects.filter(story=version.story_id).select_related("body"), selector, body)
    with transaction.atomic():
        _refuse_changed(version)
        story = _standing_story(version.story)
        note = Annotation.objects.create(
            story=story,
            version=version,
            text=text,
            exact=selector.exact,
            prefix=selector.prefix,
            suffix=selector.suffix,
            start=selector.start,
            end=selector.end,
            author=by,
        )
        note.topics.set(topics)
        for row in places:
            row.annotation = note
        write_placements(places)
        summary = f"Wrote a note on “{shortened(selector.exact)}”"
        done = record(Act("annotate", summary, [_key(note)], note.pk, story.pk), by=by)
        _refresh(story.pk)
    return done


def _refuse_changed(version: Version) -> None:
    """Raise Conflict where the version's text or story is no longer what the passage was looked up in; else lock it."""
    now = Version.objects.select_for_update().filter(pk=version.pk).values_list("digest", "story_id").first()
    if now != (version.digest, version.story_id):
        raise Conflict("The text was changed or moved to another story just now. Look again, and select the passage.")


@one_act
def reply(note: Annotation, *, by: User, text: str) -> Done:
    """Answer a note; an answer to an answer goes to the same note. Conflict where the note was deleted."""
    note = _locked(note)
    thread = note.reply_to or note
    text = _clean(text)
    answer = Annotation.objects.create(
        story_id=thread.story_id, version_id=thread.version_id, reply_to=thread, text=text, author=by
    )
    summary = f"Answered {name_of(thread.author)}: “{shortened(text)}”"
    done = record(Act("reply", summary, [_key(answer)], answer.pk, thread.story_id), by=by)
    _refresh(thread.story_id)
    return done


@one_act
def edit_note(
    note: Annotation, *, by: User, text: str, topics: Collection[Topic] | None = None, seen: int | None = None
) -> Done:
    """Change the words, and where given the topics, of one's own note. Refused to everyone but who wrote it."""
    note = _locked(note)
    _refuse_others(note, by, "change")
    before = {"text": note.text, "topics": _topic_ids(note), "edited_at": _stamp(note)}
    kept = topics is None and before["topics"]
    note.text = _clean(text, may_be_empty=bool(topics or kept))
    note.edited_at = timezone.now()
    note.save(update_fields=["text", "edited_at"])
    if topics is not None:
        note.topics.set(topics)
    detail = {**before, "after": {"text": note.text, "topics": _topic_ids(note)}}
    act = Act("edit_note", f"Changed a note to “{shortened(note.text)}”", [_key(note)], note.pk, note.story_id, detail)
    done = record(act, by=by, seen=seen)
    _refresh(note.story_id)
    return done


def resolve_note(note: Annotation, *, by: User, seen: int | None = None) -> Done:
    """Say that a note asks for nothing more. Conflict where it is resolved already."""
    return _settle("resolve_note", note, RESOLVED, by=by, seen=seen)


def reopen_note(note: Annotation, *, by: User, seen: int | None = None) -> Done:
    """Say that a note asks for something again. Conflict where it is open."""
    return _settle("reopen_note", note, OPEN, by=by, seen=seen)


@one_act
def delete_note(note: Annotation, *, by: User, seen: int | None = None) -> Done:
    """Take one's own note or answer away; the answers to a note go with it. Refused to everyone but who wrote it."""
    note = _locked(note)
    _refuse_others(note, by, "delete")
    note.deleted_at = timezone.now()
    note.save(update_fields=["deleted_at"])
    act = Act("delete_note", f"Deleted a note: “{shortened(note.text)}”", [_key(note)], note.pk, note.story_id)
    done = record(act, by=by, seen=seen)
    _refresh(note.story_id)
    return done


@one_act
def write_again(note: Annotation, *, by: User, seen: int | None = None) -> Done:
    """Bring one's own note or answer back whose writing was undone. Conflict where its passage or its note is gone."""
    note = Annotation.objects.select_for_update().get(pk=note.pk)
    _refuse_others(note, by, "bring back")
    if note.deleted_at is None:
        raise Conflict(f"The note is there already: {blame(_key(note))}.")
    if note.reply_to_id:
        _locked(Annotation.objects.get(pk=note.reply_to_id))
    _come_back(note)
    kind = "reply" if note.reply_to_id else "annotate"
    summary = f"Wrote again: “{shortened(note.text or note.exact)}”"
    return record(Act(kind, summary, [_key(note)], note.pk, note.story_id), by=by, seen=seen)


def undo_write(decision: Decision) -> None:
    """Take away a note or an answer that was written. Conflict where a note was answered."""
    note = Annotation.objects.select_for_update().get(pk=decision.detail["subject"])
    answer = note.replies.standing().select_related("author").first()
    if answer:
        raise Conflict(
            f"{name_of(answer.author)} has answered it: “{shortened(answer.text)}”. Delete the note instead."
        )
    note.deleted_at = timezone.now()
    note.save(update_fields=["deleted_at"])
    _refresh(note.story_id)


def undo_delete(decision: Decision) -> None:
    """Bring a deleted note or answer back. Conflict where its passage is gone from its version by now."""
    _come_back(Annotation.objects.select_for_update().get(pk=decision.detail["subject"]))


def _come_back(note: Annotation) -> None:
    """Have a note stand again, also on the versions that came, or changed, while it was gone."""
    note.version = Version.objects.select_related("body").get(pk=note.version_id)
    if text_of(note.version)[note.start or 0 : note.end or 0] != note.exact:
        raise Conflict(f"The passage “{shortened(note.exact)}” is gone from its version by now.")
    note.deleted_at = None
    note.save(update_fields=["deleted_at"])
    if not note.reply_to_id:
        place_everywhere([note])
    _refresh(note.story_id)


def undo_edit(decision: Decision) -> None:
    """Give a note its words and topics from before."""
    detail = decision.detail
    note = Annotation.objects.select_for_update().get(pk=detail["subject"])
    note.text, note.edited_at = detail["text"], detail["edited_at"]
    note.save(update_fields=["text", "edited_at"])
    note.topics.set(Topic.objects.standing().filter(pk__in=detail["topics"]))
    _refresh(note.story_id)


def undo_settle(decision: Decision) -> None:
    """Open a note that was resolved, or resolve one that was opened."""
    note = Annotation.objects.select_for_update().get(pk=decision.detail["subject"])
    note.state = decision.detail["before"]
    note.save(update_fields=["state"])


@one_act
def _settle(kind: str, note: Annotation, state: Annotation.State, *, by: User, seen: int | None) -> Done:
    note = _locked(note)
    if note.reply_to_id:
        raise Refused("An answer is settled with its note: settle that")
    key = f"state of note {note.pk}"
    if note.state == state:
        raise Conflict(f"The note is {note.get_state_display().lower()} already: {blame(key)}.")
    before = note.state
    note.state = state
    note.save(update_fields=["state"])
    summary = f"{'Resolved' if state == RESOLVED else 'Opened again'}: “{shortened(note.text)}”"
    act = Act(kind, summary, [key], note.pk, note.story_id, {"before": before})
    return record(act, by=by, seen=seen)


def _selected(body: str, passage: tuple[int, int], exact: str) -> Selector:
    """The selector of a passage without white space at its ends. Refused where `exact` is not what stands there."""
    start, end = max(0, passage[0]), min(len(body), passage[1])
    chosen = body[start:end]
    if not chosen.strip() or "".join(chosen.split()) != "".join(exact.split()):
        raise Refused("The text is not what you selected (any more): reload the page and select the passage again")
    start += len(chosen) - len(chosen.lstrip())
    return describe(body, start, start + len(chosen.strip()))


def _clean(text: str, *, may_be_empty: bool = False) -> str:
    """The note's text as it is stored. Refused where it is empty or too long."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text and not may_be_empty:
        raise Refused("A note needs some words, or a topic")
    if len(text) > LONGEST_NOTE:
        raise Refused(f"The note has {len(text):,} characters; {LONGEST_NOTE:,} are the most")
    return text


def _locked(note: Annotation) -> Annotation:
    """The note as it is now. Conflict where it, or the note it answers, was deleted."""
    note = Annotation.objects.select_for_update().get(pk=note.pk)
    for one in filter(None, (note, note.reply_to)):
        if one.deleted_at:
            raise Conflict(_who_deleted(one))
    return note


def _who_deleted(note: Annotation) -> str:
    """Who took the note away, and when, as a sentence."""
    when = timezone.localtime(note.deleted_at) if note.deleted_at else timezone.localtime()
    at = f"{when:%H:%M}" if when.date() == timezone.localdate() else f"{when:%d %b %Y, %H:%M}"
    own = Decision.objects.filter(story_id=note.story_id, detail__subject=note.pk).select_related(
        "made_by", "undone_by"
    )
    deleted = own.standing().filter(kind="delete_note").newest_first().first()
    taken_back = own.filter(kind__in=["annotate", "reply"], undone_at__isnull=False).newest_first().first()
    who = deleted.made_by if deleted else taken_back.undone_by if taken_back else None
    return f"{name_of(who)} deleted this note at {at}." if who else f"This note was deleted at {at}."


def _standing_story(story: Story) -> Story:
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.merged_into_id:
        raise departed(story)
    return story


def _refuse_others(note: Annotation, by: User, deed: str) -> None:
    if note.author_id != by.pk:
        raise Refused(f"{name_of(note.author)} wrote this note, and only who wrote it may {deed} it: answer it instead")


def _topic_ids(note: Annotation) -> list[int]:
    return list(note.topics.values_list("pk", flat=True))


def _stamp(note: Annotation) -> str | None:
    return note.edited_at.isoformat() if note.edited_at else None


def _refresh(story_id: int) -> None:
    """Count the story's notes anew, and make them found by search once all is stored."""
    count_notes([story_id])
    after_commit(one_act(index_stories), [story_id])


def _key(note: Annotation) -> str:
    return f"note {note.pk}"
