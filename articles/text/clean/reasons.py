"""The lines that are in no article -> why, each with one of the closed set of reasons.

Written here because an editor has to be able to check what was left out; extractors throw it away.
"""

from articles.text.article import Reason, Role
from articles.text.clean.door import folded
from articles.text.clean.draft import Draft
from articles.text.clean.marks import named_reason, tag_line
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words

# A heading of these opens a box: what follows up to the next heading is in it.
_BOXES = frozenset({Reason.RELATED, Reason.COMMENTS})
LABEL = 3  # words up to which a line in a box is a link of the site, not a story or a comment


def explain(draft: Draft, start: int, end: int) -> None:
    """Give every line without a role one: the tag line below the body, else removed with a reason."""
    _mark_tags(draft, end)
    headlines = {folded(headline) for headline in draft.texts_of(Role.HEADLINE)}
    box: Reason | None = None
    for index, text in enumerate(draft.texts):
        if not draft.is_free(index):
            continue
        named = named_reason(text)
        if index == end:
            box = None
        if named in _BOXES:
            box = named
        if named is None and not start <= index < end and folded(text) in headlines:
            named = Reason.REPEATED
        draft.remove(index, named or _reason(text, inside=start <= index < end, box=box))


def _mark_tags(draft: Draft, end: int) -> None:
    labels = [i for i in range(end, len(draft.texts)) if draft.is_free(i) and tag_line(draft.texts[i]) is not None]
    if not labels:
        return
    label = labels[0]
    draft.roles[label] = Role.TAGS
    if tag_line(draft.texts[label]):
        return
    following = label + 1
    while following < len(draft.texts) and draft.is_free(following) and _is_tag(draft, following, label):
        draft.roles[following] = Role.TAGS
        following += 1


def _is_tag(draft: Draft, index: int, label: int) -> bool:
    """Whether a line below a lone "Tags" is one of them: short, no stop, and no blank line since the first."""
    text = draft.texts[index]
    together = index == label + 1 or not draft.gaps[index]
    return together and length_in_words(text) <= SENTENCE and not is_ended(text) and named_reason(text) is None


def _reason(text: str, *, inside: bool, box: Reason | None) -> Reason:
    """The reason of a line that names none itself."""
    if inside:
        return Reason.OUTSIDE
    if box and length_in_words(text) > LABEL:
        return box
    return Reason.OUTSIDE if is_ended(text) and length_in_words(text) >= SENTENCE else Reason.NAVIGATION
