"""An act of an editor -> a line in the log with what it takes to undo it, and refusals that say who was there first.

Every act names what it touches in words ("tag 7 of story 12"). Two acts that touch the same thing build on each other:
the earlier cannot be undone before the later, and an act that was begun on a screen older than another act on the
same thing is refused.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import wraps
from itertools import islice
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from articles.models import Decision, Touch

LONGEST_SUMMARY = 300  # code points: the column's width
LONGEST_TITLE = 80  # code points of a headline or note inside a summary
DEADLOCK, MOST_DEADLOCKS = "40P01", 3  # PostgreSQL's code, and how many of them one act lives through
MOST_KEYS = 500  # names looked up in one query: below the parameters that SQLite allows


class Refused(Exception):  # noqa: N818 - an editor's word for it: the act was refused
    """An act that cannot be done; the message says why and what to do, for an editor to read."""


class Conflict(Refused):
    """An act that another editor's act stands in the way of; the message says whose and what.

    `went_to` is the story that the one meant is part of by now, where that is what stands in the way; `about` the one
    that the other act was on.
    """

    def __init__(self, message: str, *, went_to: int | None = None, about: int | None = None) -> None:
        super().__init__(message)
        self.went_to = went_to
        self.about = about


Given = ParamSpec("Given")
Made = TypeVar("Made")


def one_act(act: Callable[Given, Made]) -> Callable[Given, Made]:
    """Have an act done wholly or not at all; where another editor does the same in the same instant, Conflict.

    Where acts wait for each other, one that PostgreSQL takes back is done again, after the other.
    """

    @wraps(act)
    def whole(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        within_another = connection.in_atomic_block  # whose locks another try would still hold
        for left in range(0 if within_another else MOST_DEADLOCKS, -1, -1):
            try:
                with transaction.atomic():
                    return act(*args, **kwargs)
            except IntegrityError as clash:
                raise Conflict("Someone else has just done something that rules this out. Look again.") from clash
            except OperationalError as fault:
                if not left or getattr(fault.__cause__, "sqlstate", None) != DEADLOCK:
                    raise
        raise AssertionError("the last try returns or raises")

    return whole


def after_commit(deed: Callable[[Collection[int]], object], story_ids: Collection[int]) -> None:
    """Have something done about these stories once all is stored; a fault in it is logged and takes nothing back."""
    transaction.on_commit(lambda: deed(story_ids), robust=True)


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done: its line in the log, and what it made or changed (a story, topic, note, ruling or pair).

    `made_story_id` is the story that came to be by it, to which the editor may want to go.
    """

    decision_id: int
    summary: str
    subject_id: int
    story_id: int | None = None
    made_story_id: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What is written into the log: `kind` says how it is undone, `detail` (JSON) with what.

    `concerns` is what an editor must have seen to act, beyond what is touched; nothing builds on it.
    """

    kind: str
    summary: str
    touches: Iterable[str]
    subject_id: int
    story_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    concerns: Iterable[str] = ()


def record(act: Act, *, by: User, seen: int | None = None) -> Done:
    """Write an act into the log. Call it last, inside the act's own transaction.

    `seen` is the newest decision that the editor's screen knew of: where anyone has since touched the same from another
    screen, the act is refused with Conflict, and the transaction must not be committed.
    """
    touched, concerned = sorted(set(act.touches)), sorted(set(act.concerns) - set(act.touches))
    refuse_older_screen([*touched, *concerned], by=by, seen=seen)
    decision = Decision.objects.create(
        kind=act.kind,
        summary=shortened(act.summary, LONGEST_SUMMARY),
        story_id=act.story_id,
        detail={**act.detail, "touches": touched, "concerns": concerned, "subject": act.subject_id},
        made_by=by,
    )
    Touch.objects.bulk_create(
        Touch(decision=decision, key=key[: Touch.WIDTH], concerned=keys is concerned)
        for keys in (touched, concerned)
        for key in keys
    )
    return Done(decision.pk, decision.summary, act.subject_id, act.story_id)


def refuse_older_screen(keys: Iterable[str], *, by: User, seen: int | None) -> None:
    """Conflict where someone, on another screen perhaps the same person, touched one of these after decision `seen`."""
    if seen is None:
        return
    later = _first_naming(keys, after=seen, concerned=True)
    if later and later.made_by_id == by.pk:
        when = f"{timezone.localtime(later.made_at):%d %b %Y, %H:%M}"
        message = f"In another window you did this on {when}: “{later.summary}”. Look again before you decide."
        raise Conflict(message, about=later.story_id)
    if later:
        message = f"While you were looking, {said(later)}. Look again before you decide."
        raise Conflict(message, about=later.story_id)


def told_together(done: Iterable[Done]) -> None:
    """Have acts that were done with one click undone with one, too."""
    ids = [one.decision_id for one in done]
    rows = list(Decision.objects.filter(pk__in=ids))
    for row in rows:
        row.detail["together"] = ids[0]
    Decision.objects.bulk_update(rows, ["detail"])


def built_on(decision: Decision) -> Decision | None:
    """The first later decision that stands and touches what this one touched, or None."""
    return _first_naming(decision.detail.get("touches", ()), after=decision.pk)


def blockers(decisions: Collection[Decision]) -> dict[int, Decision]:
    """For each of these decisions, by id, the first later one that stands and touches what it touched; in few queries.

    As `built_on` says of one.
    """
    touched = {
        decision.pk: {key[: Touch.WIDTH] for key in decision.detail.get("touches", ())} for decision in decisions
    }
    later: dict[str, list[int]] = defaultdict(list)
    wanted = iter(sorted(set().union(*touched.values())))
    while part := list(islice(wanted, MOST_KEYS)):
        rows = Touch.objects.filter(key__in=part, decision__gt=min(touched), decision__undone_at__isnull=True)
        for key, decision_id in rows.filter(concerned=False).order_by("decision").values_list("key", "decision"):
            later[key].append(decision_id)
    first = {
        pk: min((one for key in keys for one in later[key] if one > pk), default=0) for pk, keys in touched.items()
    }
    found = Decision.objects.select_related("made_by").in_bulk(set(first.values()) - {0})
    return {pk: found[blocker] for pk, blocker in first.items() if blocker}


def blame(*touches: str) -> str:
    """Who last touched one of these and how, as the end of a sentence."""
    last = _first_naming(touches, concerned=True, newest_first=True)
    return said(last) if last else "it was changed in the meantime"


def said(decision: Decision) -> str:
    """A decision as reported speech: who, what, when."""
    when = timezone.localtime(decision.made_at)
    return f"{name_of(decision.made_by)} did this on {when:%d %b %Y, %H:%M}: “{decision.summary}”"


def name_of(user: User) -> str:
    """A person as editors call each other."""
    return user.get_full_name() or user.get_username()


def shortened(text: str, most: int = LONGEST_TITLE) -> str:
    """The text on one line, at most so many code points of it."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _first_naming(
    keys: Iterable[str], *, after: int = 0, concerned: bool = False, newest_first: bool = False
) -> Decision | None:
    """The first decision after that id that stands and touched one of the keys, or, with `concerned`, had it in view.

    By an index over the keys: as quick after a million decisions.
    """
    wanted = iter(sorted({key[: Touch.WIDTH] for key in keys}))
    found: list[int] = []
    while part := list(islice(wanted, MOST_KEYS)):
        rows = Touch.objects.filter(key__in=part, decision__gt=after, decision__undone_at__isnull=True)
        rows = rows if concerned else rows.filter(concerned=False)
        found += rows.order_by("-decision" if newest_first else "decision").values_list("decision", flat=True)[:1]
    if not found:
        return None
    return Decision.objects.select_related("made_by").get(pk=max(found) if newest_first else min(found))
