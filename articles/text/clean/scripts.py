"""An article's letters -> its language, where the script leaves no choice.

Written here because guessing a language by its words is a model's work and often wrong on short texts; a few scripts
write one language only, and some letters belong to one alphabet. Where two languages could be meant the answer is None.
"""

import re
from collections import Counter
from collections.abc import Sequence

LOOK = 5_000  # characters that are counted; more tell nothing new
MOSTLY = 0.6  # of an article's letters that must be of the script: names and quotations stand in others
_LETTER = re.compile(r"[^\W\d_]")

# Scripts that one language of the daily press is written in.
_ALONE: tuple[tuple[str, str], ...] = (
    ("el", "[Ͱ-Ͽἀ-῿]"), ("ka", "[ა-ჿ]"), ("hy", "[Ա-֏]"), ("th", "[ก-๛]"), ("ko", "[가-힣]"), ("km", "[ក-៿]"),
    ("lo", "[ກ-ໟ]"), ("my", "[က-႟]"), ("ta", "[அ-௿]"), ("te", "[అ-౿]"), ("kn", "[ಅ-೿]"), ("ml", "[അ-ൿ]"),
    ("gu", "[અ-૿]"), ("pa", "[ਅ-੿]"), ("si", "[අ-෿]"), ("or", "[ଅ-୿]"),
)  # fmt: skip
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_ARABIC = re.compile("[ء-ۿ]")
_HAN = re.compile("[一-鿿]")
_KANA = re.compile("[ぁ-ヿ]")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_UKRAINIAN = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
_BELARUSIAN = frozenset("абвгдеёжзійклмнопрстуўфхцчшыьэюя")
_PURE_ARABIC = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
FIRST = "Ͱ"  # all scripts below stand behind this letter, Latin before it
MINE = 0.995  # of the script's letters that must be in the alphabet: a foreign name may have others
OFTEN = 0.002  # of the script's letters that must be the alphabet's own; no text of some length is without them
KANA = 0.1  # of a Japanese text's letters, at least, are kana; Chinese has none


def language_of_script(paragraphs: Sequence[str]) -> str | None:
    """The ISO 639-1 code of the language that an article's letters can only be, else None."""
    letters = Counter(_LETTER.findall(" ".join(paragraphs)[:LOOK].lower()))
    total = letters.total()
    if sum(count for letter, count in letters.items() if letter < FIRST) > (1 - MOSTLY) * total + 1:
        return None
    for code, script in _ALONE:
        if _share(letters, re.compile(script), total) >= MOSTLY:
            return code
    if _share(letters, _CYRILLIC, total) >= MOSTLY:
        return _cyrillic(_only(letters, _CYRILLIC))
    if _share(letters, _ARABIC, total) >= MOSTLY:
        return "ar" if _is_written_in(_only(letters, _ARABIC), _PURE_ARABIC, "ةىأإ") else None
    if _share(letters, _HAN, total) + _share(letters, _KANA, total) >= MOSTLY:
        return "ja" if _share(letters, _KANA, total) >= KANA else _chinese(letters, total)
    return None


def _share(letters: Counter[str], script: re.Pattern[str], total: int) -> float:
    return sum(count for letter, count in letters.items() if script.match(letter)) / max(1, total)


def _only(letters: Counter[str], script: re.Pattern[str]) -> Counter[str]:
    return Counter({letter: count for letter, count in letters.items() if script.match(letter)})


def _cyrillic(letters: Counter[str]) -> str | None:
    if _is_written_in(letters, _UKRAINIAN, "їєґ") and letters["і"]:
        return "uk"
    if _is_written_in(letters, _BELARUSIAN, "ў"):
        return "be"
    return "ru" if _is_written_in(letters, _RUSSIAN, "ыэ") else None


def _chinese(letters: Counter[str], total: int) -> str | None:
    return "zh" if not _share(letters, _KANA, total) else None


def _is_written_in(letters: Counter[str], alphabet: frozenset[str], own: str) -> bool:
    """Whether a text's letters are an alphabet's, with those that only this alphabet has among them."""
    total = letters.total()
    mine = sum(letters[letter] for letter in alphabet)
    return mine >= MINE * total and sum(letters[letter] for letter in own) >= OFTEN * total
