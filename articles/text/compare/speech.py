"""The words of saying, by which a sentence names who speaks: as they stand in news, in several languages.

A list and not a model: each entry can be read and corrected, and a language without one loses speakers' names only.
"""

_NEUTRAL = """
said say says saying told tell tells telling wrote write writes added adds stressed noted notes explained stated states
remarked commented tweeted posted announced emphasized emphasised asked replied reported recalled recalls
sagte sagt sagten erklärte erklärt erklärten schrieb schreibt betonte betont teilte teilten ergänzte berichtete
berichteten meinte hieß heißt zufolge
déclaré déclare déclarait affirmé affirme affirmait expliqué explique expliquait ajouté ajoute ajoutait indiqué indique
précisé précise souligné souligne raconté raconte annoncé annonce estimé estime
dijo dice dijeron dicen afirmó afirma afirmaron explicó explica añadió añade declaró declararon señaló señalaron indicó
indicaron informó informaron aseguró aseguraron contó contaron anunció comentó agregó apuntó manifestó
dichiarato detto disse dice spiegato spiega affermato afferma aggiunto aggiunge sottolineato raccontato riferito
disse dizem disseram afirmou afirma explicou explica declarou informou acrescentou contou anunciou garantiu sublinhou
zei zegt zeiden verklaarde schreef vertelde meldde meldt aldus
sade säger sa sier sagde siger berättade fortalte uppgav oplyser skrev
powiedział powiedziała powiedzieli mówi dodał dodała poinformował poinformowała oświadczył oświadczyła podał podała
podkreślił podkreśliła przekazał przekazała napisał napisała
dedi söyledi belirtti açıkladı ifade kaydetti vurguladı
сказал сказала сказали заявил заявила заявили сообщил сообщила сообщили сообщает отметил отметила подчеркнул подчеркнула
написал написала добавил добавила рассказал рассказала рассказали пояснил пояснила уточнил уточнила объяснил объяснила
заявив заявила сказав сказала зазначив зазначила повідомив повідомила повідомили додав додала наголосив розповіла
розповів
אמר אמרה אמרו הוסיף הוסיפה כתב כתבה הדגיש הדגישה ציין ציינה מסר מסרה נמסר הסביר הסבירה סיפר סיפרה הודיע הודיעה
قال قالت وقال وقالت أضاف وأضاف أضافت وأضافت صرح وصرح أوضح وأوضح أعلن أعلنت وأعلن أكد وأكد ذكر وذكر كتب گفت افزود
είπε δήλωσε ανέφερε τόνισε πρόσθεσε
说 說 称 稱
"""
_CHARGED = """
claimed claims claim alleged alleges allege insisted insists insist denied denies deny admitted admits admit conceded
concedes acknowledged acknowledges warned warns warn vowed vows argued argues boasted complained demanded confirmed
confirms confirm contended contends maintained asserted asserts suggested suggests conjectured revealed
behauptete behauptet warnte warnt bestritt bestreitet räumte bestätigte beteuerte
prétendu prétend averti nié nie reconnu admis confirmé assuré assure
aseguró negó niega advirtió admitió reconoció confirmó denunció
smentito ammesso avvertito confermato negou admitiu alertou confirmou denunciou
beweerde ontkende waarschuwde
twierdzi zaprzeczył zaprzeczyła przyznał przyznała ostrzegł iddia öne yalanladı doğruladı
утверждал утверждает утверждала предупредил предупредила опроверг опровергла признал признала подтвердил подтвердила
стверджує заперечив заперечила визнав визнала підтвердив
טען טענה הכחיש הכחישה הודה زعم نفى نفت اعترف حذر
"""
_PRONOUNS = "i he she they we it er sie il elle ils él ella ellos он она они הוא היא הם"
_BETWEEN = "has had have also then later again as a is hat habe ha"

CHARGED = frozenset(_CHARGED.split())
"""Verbs that judge what is said; put for a neutral one, they change who vouches for it."""
SAYING = frozenset(_NEUTRAL.split()) | CHARGED
TELLING = frozenset(("told", "tell", "tells", "telling"))
"""Verbs after which stands to whom."""
ACCORDING = frozenset(("according", "laut", "selon", "según", "secondo", "segundo", "volgens", "enligt", "согласно"))
VOUCHING = SAYING | ACCORDING
PLAIN_VOUCHING = VOUCHING - CHARGED
"""What names a source without judging it: put in or taken out, it changes who vouches for the sentence."""
PRONOUNS = frozenset(_PRONOUNS.split())
RELATIVES = frozenset(("who", "which", "that", "whose"))
"""Words that end a speaker's name or office."""
PREPOSITIONS = frozenset(
    ("in", "of", "for", "to", "by", "with", "at", "on", "from", "after", "before", "and", "but", "not")
)
"""Words that begin no speaker's name or office."""
BETWEEN = frozenset(_BETWEEN.split())
"""What may stand between the speaker and the verb, beside adverbs."""
