"""Long work -> what it came to so far, in words; and what an editor asked for."""

from articles.models import LongWork
from articles.pipeline.reclean_work import report_of
from articles.pipeline.works import ahead_of

STEPS = {
    "reading": "reading the texts",
    "comparing": "comparing with the stories as they are",
    "moving": "moving versions",
}


def came_to(work: LongWork) -> list[str]:
    """Give what a work came to so far, one line each."""
    if work.kind == LongWork.Kind.RECLEAN:
        return report_of(work).lines()
    said = [f"{int(work.counts.get('versions', 0)):,} versions read"]
    if "moves" in work.counts:
        said.append(f"{work.counts['moves']:,} {'would move' if work.dry_run else 'to move'}")
    if "moved" in work.counts:
        said.append(f"{work.counts['moved']:,} moved")
    return said


def asked_for(work: LongWork) -> str:
    """Say what the work is about."""
    if work.kind == LongWork.Kind.REGROUP:
        return "all stories"
    source, since = work.arguments.get("source_name"), work.arguments.get("since")
    return f"{f'captures of {source}' if source else 'all captures'}{f' received since {since}' if since else ''}"


def added(work: LongWork) -> str:
    """Say that what was asked for is in the list now, and what it waits for."""
    other = ahead_of(work)
    behind = f" behind {other}, which may have passed what was said since it began" if other else ""
    return f"{work} is in the queue{behind}."


def not_added(work: LongWork) -> str:
    """Say that what was asked for is in the list already, and what to do about what was said since it began."""
    if work.state == LongWork.State.QUEUED:
        return f"{work} waits for {waits_for(work) or 'a worker'} already: nothing was added."
    return f"{work} runs already: nothing was added. What was said since it began: ask again when it is done."


def waits_for(work: LongWork) -> str:
    """Say which equal work, asked for before, must end first; "" where none is ahead. A query."""
    other = ahead_of(work) if work.state == LongWork.State.QUEUED else None
    return f"the end of {other}" if other else ""


def where_at(work: LongWork) -> str:
    """Say how far the work is: the step it is in, and of how many."""
    step = STEPS.get(work.step, "")
    if not work.is_unfinished or (not work.done and not step):
        return ""
    done = f"{work.done:,} of {work.total:,} ({work.percent}%)" if work.total else f"{work.done:,}"
    return f"{step}: {done}" if step else done
