"""The scores between which the machine asks: those of the code, or as they were fitted to editors' answers."""

from articles.models import FittedThresholds
from articles.text.group.verdict import THRESHOLDS, Thresholds


def thresholds_in_force() -> Thresholds:
    """Give the thresholds that every grouping from now on uses."""
    fitted = FittedThresholds.objects.in_force()
    return Thresholds(fitted.different_below, fitted.same_from) if fitted else THRESHOLDS
