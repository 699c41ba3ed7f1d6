"""The words of saying, by which a sentence names who speaks: as they stand in news, in several languages.

A list and not a model: each entry can be read and corrected, and a language without one loses speakers' names only.
"""

_NEUTRAL = """
said say says saying told tell tells telling wrote write writes added adds stressed noted notes explained stated states
remarked commented tweeted posted announced emphasized emphasised asked replied reported
sagte sagt erklärte schrieb betonte teilte ergänzte
déclaré déclare dit affirmé affirme expliqué explique ajouté ajoute
dijo dice afirmó afirma explicó explica añadió declaró señaló
dichiarato detto disse spiegato spiega afirmou explicou zei zegt verklaarde schreef
сказал сказала заявил заявила сообщил сообщила отметил отметила подчеркнул подчеркнула написал написала добавил добавила
заявив сказав зазначив
אמר אמרה הוסיף הוסיפה כתב כתבה הדגיש הדגישה ציין ציינה
قال قالت وقال وقالت أضاف وأضاف صرح وصرح كتب گفت
说 說 称 稱
"""
_CHARGED = """
claimed claims claim alleged alleges allege insisted insists insist denied denies deny admitted admits admit conceded
concedes acknowledged acknowledges warned warns warn vowed vows argued argues boasted complained demanded confirmed
confirms confirm contended contends maintained asserted asserts suggested suggests conjectured revealed
behauptete warnte bestritt räumte утверждал утверждает утверждала предупредил опроверг
"""
_PRONOUNS = "i he she they we it er sie il elle ils él ella ellos он она они הוא היא הם"
_BETWEEN = "has had have also then later again as a is hat habe ha"

CHARGED = frozenset(_CHARGED.split())
"""Verbs that judge what is said; put for a neutral one, they change who vouches for it."""
SAYING = frozenset(_NEUTRAL.split()) | CHARGED
TELLING = frozenset(("told", "tell", "tells", "telling"))
"""Verbs after which stands to whom."""
ACCORDING = frozenset(("according", "laut", "selon", "según", "secondo", "volgens", "согласно"))
VOUCHING = SAYING | ACCORDING
PRONOUNS = frozenset(_PRONOUNS.split())
RELATIVES = frozenset(("who", "which", "that", "whose"))
"""Words that end a speaker's name or office."""
PREPOSITIONS = frozenset(
    ("in", "of", "for", "to", "by", "with", "at", "on", "from", "after", "before", "and", "but", "not")
)
"""Words that begin no speaker's name or office."""
BETWEEN = frozenset(_BETWEEN.split())
"""What may stand between the speaker and the verb, beside adverbs."""
