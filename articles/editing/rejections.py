"""A manager's word on a rejected record: nothing is to be done about it, or something is again."""

from django.contrib.auth.models import User

from articles.editing.log import Act, Conflict, Done, blame, one_act, record
from articles.models import Decision, Rejection

DISMISSED, OPEN = Rejection.State.DISMISSED, Rejection.State.OPEN


@one_act
def dismiss_rejection(rejection_id: int, *, by: User) -> Done:
    """Take a rejection off the list of what is to do; its capture stays. Conflict where it is not on it any more.

    Raises Rejection.DoesNotExist where there is none.
    """
    return _say("dismiss_rejection", "Dismissed the rejected record", rejection_id, OPEN, DISMISSED, by=by)


@one_act
def take_up_rejection(rejection_id: int, *, by: User) -> Done:
    """Put a dismissed rejection back on the list. Conflict where it is not dismissed; raises as above."""
    return _say("take_up_rejection", "Took up again the rejected record", rejection_id, DISMISSED, OPEN, by=by)


def undo_word(decision: Decision) -> None:
    """Give a rejection its state from before. Conflict where its record was mended since."""
    detail = decision.detail
    changed = Rejection.objects.filter(pk=detail["rejection"], state=detail["after"]).update(state=detail["before"])
    if not changed:
        raise Conflict("The record is an article by now, or gone with its dump: there is nothing to take up.")


def _say(
    kind: str, words: str, rejection_id: int, before: Rejection.State, after: Rejection.State, *, by: User
) -> Done:
    rows = Rejection.objects.select_for_update(of=("self",)).select_related("capture__dump")
    rejection = rows.get(pk=rejection_id)
    key = f"rejection {rejection.pk}"
    if rejection.state != before:
        state = Rejection.State(rejection.state).label.lower()
        raise Conflict(f"The record is {state}, not {before.label.lower()}: {blame(key)}.")
    rejection.state = after
    rejection.save(update_fields=["state"])
    place = f"{rejection.capture.dump.name}: {rejection.capture}"
    detail = {"rejection": rejection.pk, "before": before, "after": after}
    return record(Act(kind, f"{words} {place}", [key], rejection.capture_id, detail=detail), by=by)
