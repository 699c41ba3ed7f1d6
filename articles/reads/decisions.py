"""The log as screens know it: what is the newest decision, and the one to undo."""

from articles.models import Decision


def newest_decision() -> int:
    """Return the id of the newest decision of anyone, 0 where there is none: what a screen says it has seen."""
    return Decision.objects.newest_first().values_list("pk", flat=True).first() or 0


def decision(decision_id: int) -> Decision | None:
    """Return the decision with whom it was made by; None where there is none."""
    return Decision.objects.select_related("made_by").filter(pk=decision_id).first()
