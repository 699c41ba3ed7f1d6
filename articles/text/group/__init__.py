"""Cleaned articles -> fingerprints; two fingerprints -> a verdict, whether they are one article."""

from articles.text.group.likeness import Likeness, likeness
from articles.text.group.prints import Fingerprint, fingerprint, folded_digest, stored_fingerprint
from articles.text.group.verdict import Answer, Verdict, same_article

__all__ = [
    "Answer",
    "Fingerprint",
    "Likeness",
    "Verdict",
    "fingerprint",
    "folded_digest",
    "likeness",
    "same_article",
    "stored_fingerprint",
]
