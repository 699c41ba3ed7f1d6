"""A story that is part of another -> how it came there, for whoever arrives by its old address."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import Decision, Story, Touch

MOST_LOOKED_AT = 20  # decisions on the story, the newest first; the one it went by is among the last


@dataclass(frozen=True, slots=True)
class Departure:
    """A story that is part of another now.

    `decision` is the act that it went by: one that stands, or, where `taken_back`, one whose undoing closed the story
    that it had made. None where the machine's grouping joined the two.
    """

    story: Story
    decision: Decision | None = None
    taken_back: bool = False

    @property
    def by(self) -> str:
        """The name of whoever did it; empty where nobody did."""
        if self.decision is None:
            return ""
        who = self.decision.undone_by if self.taken_back else self.decision.made_by
        return who.get_full_name() or who.get_username() if who else ""

    @property
    def at(self) -> datetime | None:
        """When it was done."""
        if self.decision is None:
            return None
        return self.decision.undone_at if self.taken_back else self.decision.made_at


def departure(story_id: int) -> Departure | None:
    """Return how the story went into another; None where it stands, or is not there."""
    story = Story.objects.filter(pk=story_id, merged_into__isnull=False).first()
    if story is None:
        return None
    merged = _merged_by(story_id)
    if merged:
        return Departure(story, merged)
    undone = Decision.objects.filter(story__in=[story_id, story.merged_into_id], undone_at__isnull=False)
    undone = undone.filter(kind__in=["split_story", "move_capture"], detail__subject=story_id)
    last = undone.select_related("undone_by").order_by("-undone_at").first()
    return Departure(story, last, taken_back=last is not None)


def _merged_by(story_id: int) -> Decision | None:
    touches = Touch.objects.filter(key=f"story {story_id}", decision__undone_at__isnull=True)
    touches = touches.select_related("decision__made_by").order_by("-decision")[:MOST_LOOKED_AT]
    return next((one.decision for one in touches if story_id in _gone(one.decision)), None)


def _gone(decision: Decision) -> list[int]:
    """Return the stories that a decision made part of another: a merger, or an answer or move that came to one."""
    detail = decision.detail if decision.kind == "merge_stories" else decision.detail.get("joined") or {}
    return list(detail.get("gone", ()))
