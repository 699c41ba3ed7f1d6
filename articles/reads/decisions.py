"""The log as screens know it: what is the newest decision, and the one to undo."""

from collections.abc import Mapping
from types import MappingProxyType

from articles.models import Capture, Decision, Story, Topic, Version

# What the ids in screens' addresses name; ids of other things are taken to be there.
NAMED: Mapping[str, type[Capture | Story | Topic | Version]] = MappingProxyType(
    {
        "story_id": Story,
        "version_id": Version,
        "old_id": Version,
        "new_id": Version,
        "first_id": Version,
        "second_id": Version,
        "topic_id": Topic,
        "capture_id": Capture,
    }
)


def newest_decision() -> int:
    """Return the id of the newest decision of anyone, 0 where there is none: what a screen says it has seen."""
    return Decision.objects.newest_first().values_list("pk", flat=True).first() or 0


def decision(decision_id: int) -> Decision | None:
    """Return the decision with whom it was made by; None where there is none."""
    return Decision.objects.select_related("made_by").filter(pk=decision_id).first()


def is_there(name: str, value: object) -> bool:
    """Return whether the row that `value` names in an address, as the argument `name`, is still there."""
    return name not in NAMED or NAMED[name].objects.filter(pk=value).exists()
