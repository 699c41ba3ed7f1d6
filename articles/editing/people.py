"""People of the demo: one login for each group, made where they are missing and never changed afterwards."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, User

DEMO_PASSWORD = "newsdesk-demo"  # noqa: S105 - printed by the demo, for a site on one's own machine


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A name to log in with, and what its group may do, in words."""

    name: str
    group: str
    may: str


DEMO_LOGINS = (
    DemoLogin("editor", "editor", "reads, compares, tags, annotates, reviews"),
    DemoLogin("manager", "ingest manager", "the same, and ingests dumps; has the admin panel"),
    DemoLogin("reader", "reader", "reads and compares"),
)


def demo_logins_there() -> tuple[DemoLogin, ...]:
    """The demo's logins that were made here and may log in."""
    names = [login.name for login in DEMO_LOGINS]
    there = set(User.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    return tuple(login for login in DEMO_LOGINS if login.name in there)


def make_demo_people() -> tuple[DemoLogin, ...]:
    """Make the demo's logins where they are missing. Return all of them."""
    for login in DEMO_LOGINS:
        if not User.objects.filter(username=login.name).exists():
            user = User.objects.create_user(
                login.name, password=DEMO_PASSWORD, is_staff=login.group == "ingest manager"
            )
            user.groups.add(Group.objects.get(name=login.group))
    return DEMO_LOGINS
