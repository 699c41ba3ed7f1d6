"""A printed byline -> the people in it, one by one.

Written here because every extractor invents authors: roles, papers and times are not people.
"""

import re

MAX_BYLINE = 150  # characters; a longer line that begins with "By" is prose
MAX_NAME_WORDS = 5  # "Maria del Carmen García López" has five
_BY = re.compile(
    r"(?:words |story |written |reported |text |posted |published )?by:? (?=[^\W\d_])|(?:von|por|par|di|av|af|door|autor(?:in)?:|text:"
    r"|author:|autore:|auteur:|tekst:|od:|yazan:|автор:|記者:|文/|기자:) ?(?=[^\W\d_])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r" ?(?:[;|/•·]|\s&\s| and | und | et | y | e | och | og | en | i |, ?(?=[^\W\d_])|、| with ) ?")
_AFTER = re.compile(
    r" (?:[-–—|•·] |in [A-Z]|(?:is|for|at|from|of) |updated|published|posted|on |@|\(|\d|https?:).*", re.DOTALL
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|staff|columnist|contributor|producer|journalist|redakt\w*|korrespondent\w*"
    r"|journaliste|corresponsal|redacci[oó]n|rédaction|redazione|redação|chief|bureau|desk|news|press|team|agency|service"
    r"|agencies|magazine|daily|online|media|tv|radio|com|admin\w*|guest)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?: [^\W\d_][\w.'’\-]*){0,4}$")


def byline_of(line: str) -> str | None:
    """The people as printed on a line that begins with "By" or its like, else None."""
    match = _BY.match(line) if len(line) <= MAX_BYLINE else None
    if not match:
        return None
    printed = _AFTER.sub("", line[match.end() :]).strip(" ,.:;|-–—•")
    people = people_in(printed)
    return printed if people and all(name[:1].isupper() or not name[:1].islower() for name in people) else None


def people_in(printed: str) -> tuple[str, ...]:
    """The people named in a byline, in order and once each; roles, papers and addresses left out."""
    names: list[str] = []
    for piece in _BETWEEN.split(printed[:1000]):
        name = " ".join(piece.split()).strip(" ,.:;|-–—•()")
        if is_person(name) and name.casefold() not in (known.casefold() for known in names):
            names.append(name)
    return tuple(names)


def is_person(name: str) -> bool:
    """Whether a piece of a byline can be someone's name: one to five words, none of them a role."""
    return 2 <= len(name) <= 60 and _NAME.match(name) is not None and _ROLE.search(name) is None
