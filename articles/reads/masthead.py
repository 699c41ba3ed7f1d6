"""What the masthead shows on every screen, in one cheap count."""

from articles.models import PairDoubt

MOST_COUNTED = 1000  # beyond it the masthead shows 999+; an exact figure is of no use there


def review_count() -> int:
    """Return how many pairs wait for review, at most MOST_COUNTED."""
    return PairDoubt.objects.filter(answer=PairDoubt.Answer.OPEN)[:MOST_COUNTED].count()
