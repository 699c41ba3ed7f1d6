"""The author that structured data names -> the names in it, one by one.

Written here because the extractors either keep "Ann Lee, MD and Bo Chen (Berlin)" whole or cut it at every comma.
"""

import re

from articles.text.clean.people import ROLE

MAX_NAME = 60  # characters
MAX_VALUE = 1_000  # characters of a value that are read
_BY = re.compile(r"\s*(?:by|von|par|por|di|av|af|door)\s+(?=[^\W\d_])", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[;|]|\s&\s|\s(?:and|und|et|y|e|och|og|en)\s(?=\S+ \S))\s*")
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)")
_ADDRESS = re.compile(r"https?:|www\.|@|\d{4}")
# Degrees that are printed behind a name without a comma.
_DEGREE = re.compile(r"(?<=\w)(?:,? (?:M\.?D|Ph\.?D|M\.?Sc?|B\.?Sc|B\.?A|M\.?A|MBA|MPH|RDN?|LD|RN|JD|Esq|CPT)\.?)+$")
_POST = re.compile(
    r"(?<=\w) (?:(?:senior|staff|chief|lead|managing|freelance|guest|news) "
    r"(?:writer|reporter|editor|correspondent|contributor|columnist)|기자|記者|记者)$",
    re.IGNORECASE,
)
_THEN_PAPER = re.compile(r"(?<=\w) The [A-Z].*$")  # "Ann Lee The Associated Press"
# What papers, agencies and offices are called; after a person in the same value they say whom that one works for.
INSTITUTION = re.compile(
    r"\b(?:times|journal|report|magazine|post|tribune|herald|gazette|university|institute|agency|company|foundation"
    r"|network|nachrichten|zeitung|presse|agentur|sponsored|head of|director|officer|president|professor|founder"
    r"|manager|fellow)\b|^the ",
    re.IGNORECASE,
)


def authors_named(value: str) -> tuple[str, ...]:
    """The authors in a name of structured data; an agency or a desk alone stays, since the page names it as author.

    Commas part people only where what they part is two words at least: of "Ann Lee, MD" the first is kept. What says
    a person's post or paper behind the name ("Ann Lee | The Bugle") is left out, and so are addresses.
    """
    value = _IN_BRACKETS.sub("", value[:MAX_VALUE]).strip()
    value = value[match.end() :] if (match := _BY.match(value)) else value
    if not value or value[0] in ",;|":
        return ()
    authors: list[str] = []
    for piece in _BETWEEN.split(value):
        names = [_bare(name) for name in piece.split(",") if not _ADDRESS.search(name)]
        names = names if all(" " in name for name in names) else names[:1]
        authors += [name for name in names if not (authors and is_beside(name))]
        authors = authors[:1] + [name for name in authors[1:] if not is_beside(name)]
    return tuple(dict.fromkeys(name for name in authors if 2 <= len(name) <= MAX_NAME and not name.isdigit()))


def _bare(name: str) -> str:
    """A name without degrees, posts and papers behind it."""
    name = " ".join(name.split()).strip(" .;|-–—•")
    for behind in (_THEN_PAPER, _DEGREE, _POST):
        shorter = behind.sub("", name)
        name = shorter if " " in shorter or not shorter.isascii() else name
    return name.strip(" .;|-–—•")


def is_beside(name: str) -> bool:
    """Whether a name behind a person's is that one's post or paper."""
    return ROLE.search(name) is not None or INSTITUTION.search(name) is not None or (" " not in name and name.isupper())
