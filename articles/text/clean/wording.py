"""The form of a line's words as numbers that mean the same in every language.

Written here because no stop word of any one language may decide what an article is (they ruin all the others).
"""

import math
import re

LOOK = 400  # characters of a line that are measured; the rest of a longer one is like them
NAMES = 40  # words whose capitals are counted
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_STOPS = frozenset(".!?…。！？।؟")
_CLOSERS = "\"”’»›」』)]'"
_DIGIT = re.compile(r"\d")
_QUOTES = frozenset('"“”„«»‘’「『')
_SIGN = re.compile(r"[|•›»·/>→©#@_{}=\[\]]")
_ADDRESS = re.compile(r"https?:|www\.|@\w|\d{1,2}:\d\d")
TRAITS = 16


def wording(text: str) -> list[float]:
    """TRAITS numbers: length, stop at the end, and shares of commas, stops, digits, capitals, signs and the like.

    Counts are logarithms; shares are of words or characters. The first is log(1 + words), two characters of a script
    without spaces being a word; the fourth is 1 where the line ends as a sentence; the ninth the share of capitals.
    """
    head = text if len(text) <= LOOK else text[:LOOK]
    words = head.split()
    unspaced = 0 if head.isascii() else len(_UNSPACED.findall(head))
    length = len(words) + unspaced / 2
    last = head[-1] if head is text else text[-1]
    bare = text[-4:].rstrip(_CLOSERS)[-1:] if last in _CLOSERS else last
    commas = head.count(",") + head.count(";") + head.count("、") + head.count("，") + head.count("،")
    stops = head.count(". ") + head.count("? ") + head.count("! ") + head.count("。")
    named = words[:NAMES]
    return [
        math.log1p(length * len(text) / len(head)),
        math.log1p(len(text)),
        len(head) / (len(words) + unspaced),
        bare in _STOPS,
        last in ":;,-–—",
        commas / length,
        stops / length,
        len(_DIGIT.findall(head)) / len(head),
        sum([word[0].isupper() for word in named]) / len(named),
        head[0] in _QUOTES or last in _QUOTES,
        len(_SIGN.findall(head)) / len(head),
        _ADDRESS.search(head) is not None,
        head[0].islower(),
        head.isupper(),
        length < 4,
        unspaced / len(head),
    ]


def brief_wording(text: str) -> list[float]:
    """The same for a line that is not judged itself and only seen by its neighbours: its length alone."""
    return [math.log1p(text.count(" ") + 1), math.log1p(len(text))] + [0.0] * (TRAITS - 2)
