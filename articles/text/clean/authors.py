"""The author that structured data names -> the names in it, one by one.

Written here because the extractors either keep "Ann Lee, MD and Bo Chen (Berlin)" whole or cut it at every comma.
"""

import re

MAX_NAME = 60  # characters
MAX_VALUE = 1_000  # characters of a value that are read
_BY = re.compile(r"\s*(?:by|von|par|por|di|av|af|door)\s+(?=[^\W\d_])", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[;|]|\s&\s|\s(?:and|und|et|y|e|och|og|en)\s(?=\S+ \S))\s*")
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)")
_ADDRESS = re.compile(r"https?:|www\.|@|\d{4}")


def authors_named(value: str) -> tuple[str, ...]:
    """The authors in a name of structured data; agencies and desks stay, since the page names them as authors.

    Commas part people only where what they part is two words at least: of "Ann Lee, MD" the first is kept.
    """
    value = _IN_BRACKETS.sub("", _BY.sub("", value[:MAX_VALUE], count=1)).strip()
    if not value or value[0] in ",;|" or _ADDRESS.search(value):
        return ()
    authors: list[str] = []
    for piece in _BETWEEN.split(value):
        names = [name.strip(" .;|-–—•") for name in piece.split(",")]
        authors += names if all(" " in name for name in names) else names[:1]
    return tuple(dict.fromkeys(name for name in authors if 2 <= len(name) <= MAX_NAME and not name.isdigit()))
