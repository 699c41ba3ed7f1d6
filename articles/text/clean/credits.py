"""A text at a picture -> the caption, and who took or lent the picture.

Written here because extractors leave the two glued together. A credit looks alike in many languages: a label, a few
names, an agency.
"""

import re

from articles.text.article import Caption
from articles.text.clean.captions import AGENCY, AGENCY_WORDS, caption_of
from articles.text.clean.people import PARTICLE
from articles.text.clean.prose import is_ended

MAX_CREDIT = 120  # characters of a block that is a credit alone
MAX_CREDIT_WORDS = 8  # a credit alone is a few names
NAMES = 0.75  # of a credit's words begin with a capital
_LABEL = re.compile(r"^(?:legende|bildunterschrift|caption|image caption|bildtext|pie de foto)\s?: ", re.IGNORECASE)
_PHOTO = re.compile(r"^(?:foto|photo|bild|image|fotos|photos|video)(?: credits?)?\s?: ", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:source|quelle|fuente|fonte|bron|källa|kilde|źródło|zdroj|kaynak)s?\s?: ", re.IGNORECASE)
_SURE_CREDIT = re.compile(
    r"^(?:©|tous droits|(?:photo|illustration|image|foto|bild)s? (?:by|von|de) )|stock\.adobe\.com", re.IGNORECASE
)
_CREDIT = re.compile(
    r"^(?:©|\(?(?:photo|foto|fotos|image|bild|credit|quelle|source|crédit|fotoğraf|photograph)s?\b|von |by )|/"
    rf"|\b{AGENCY}\b|^tous droits",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(.{15,}[^\W\d_]{3}[.!?…])\s?([^.!?/]{3,60}/[^.!?]{2,40})$")  # "A boat at the quay.Ann Lee/Agency"
_SMALL = AGENCY_WORDS | {"photo", "pool", "stock"}  # words of a credit that are names in small letters, too


def is_credit(text: str) -> bool:
    """Whether a text only names who took or lent a picture."""
    return len(text) <= MAX_CREDIT and not read_caption(text).text


def read_caption(text: str) -> Caption:
    """The caption without its label; text that only names who took the picture is a credit."""
    source = _SOURCE.match(text)
    if source and not is_ended(text):
        return Caption("", text[source.end() :])
    text = _LABEL.sub("", text)
    bare = _PHOTO.sub("", text)
    words = re.findall(r"[^\s/()]+", bare)
    named = [word for word in words if not word[0].islower() or len(word) <= PARTICLE or word.lower() in _SMALL]
    named_credit = caption_of(bare)
    if named_credit and named_credit.text:
        return named_credit
    glued = _GLUED.match(bare)
    if glued:
        return Caption(glued[1], glued[2].strip("()"))
    is_short = len(words) <= MAX_CREDIT_WORDS and not is_ended(text)
    if is_short and len(named) >= NAMES * len(words) and (bare != text or _CREDIT.search(text)):
        return Caption("", bare.strip("© ()"))
    if is_short and _SURE_CREDIT.search(text):
        return Caption("", text.strip("© ()"))
    return named_credit or Caption(bare)
