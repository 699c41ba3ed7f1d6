"""A source's name as printed, or its site's address -> one key, by which a paper and its site meet.

Written here because it is a rule of newsdesk's own: no library says which paper a site belongs to.
"""

import re
import unicodedata

KEY_LENGTH = 200

# Labels that stand between a name and a country: bbc.co.uk, folha.com.br.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"})
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_SHORTEST_AFTER_THE = 3  # letters: "The Sun" and "sun.example" meet, "Thea" keeps its own key


def is_site(name: str) -> bool:
    """Tell whether a name is a site's address: labels with dots between, and no space."""
    return bool(_SITE.fullmatch(name.strip()))


def source_key(name: str) -> str:
    """Fold a source's name to its letters and digits, a site's address to the label that names it.

    A leading "the" counts for neither. Returns "" for a name without letters or digits.

    >>> source_key("The Port Ansel Herald") == source_key("www.portanselherald.org")
    True
    """
    label = _naming_label(name.strip()) if is_site(name) else name
    letters = "".join(char for char in unicodedata.normalize("NFKC", label).casefold() if char.isalnum())
    short = letters.removeprefix("the")
    return (short if len(short) >= _SHORTEST_AFTER_THE else letters)[:KEY_LENGTH]


def _naming_label(site: str) -> str:
    """Give the label that is registered: the one before the country or kind."""
    labels = site.split(".")
    return labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]
