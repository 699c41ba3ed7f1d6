"""What a line says of itself: script, newsletter box, related stories, legal footer and the like, as a Reason.

Written here because the reasons are newsdesk's own. The words are what sites of some 25 languages print over their
boxes; they name the reason, and only on short lines do they weigh on what is kept.
"""

import re
from functools import lru_cache

from articles.text.article import Reason
from articles.text.clean.phrases import lowered, phrases, small_pattern

SHORT = 120  # characters: a line longer than this is prose or a footer, whatever words it has
_SCRIPT_SIGNS = frozenset("{}()[];=<>/_$|&")
_SIGN = re.compile(r"[{}()\[\];=<>/_$|&]")
SCRIPT_SHARE = 0.05  # of a line's characters: prose has brackets, but a script has them everywhere
SCRIPT_LOOK = 2_000  # characters that tell a script; its first statements do
QUOTED = 8  # words beside a quoted tag from which a line that ends as a sentence is prose about it

_SCRIPT = re.compile(
    r"\bfunction ?\(|=> ?\{|\b(?:var|let|const) \w{1,40} ?=|\bwindow\.\w|\bdocument\.(?:get|write|create|query|body)"
    r"|\.push\(|\) ?;? ?\} ?\)|googletag|<\\?/?(?:script|div|style|iframe|span|img)\b|<!\[CDATA|!important"
    r"|^[.#@][\w-]{1,60} ?\{|\{ ?[\w-]{1,40} ?: ?[^{}]{1,200};"
)

_SCRIPT_TAG = re.compile(r"<\\?/?(?:no)?(?:script|style)\b", re.IGNORECASE)
_QUOTED_TAG = re.compile(r"<(script|style)\b[^<>]{0,120}>[^<>]{0,120}</\1>|</?[a-z][^<>]{0,120}>", re.IGNORECASE)
_SENTENCE = re.compile(r"\s{0,9}[\"“„«'(\[]?[^\W\d_].*[.!?…。！？।؟][\"”’»›」』)\]']{0,3}$", re.DOTALL)

# In the order in which they are tried: the first that matches names the reason.
_WORDS: tuple[tuple[Reason, str], ...] = (
    (
        Reason.LEGAL,
        (
            r"©|\(c\) ?(?:19|20)\d\d|copyright|all rights reserved|terms (?:of|and|&)|privacy|cookie|alle rechte"
            r"|datenschutz|impressum|\bagb\b|tous droits|mentions légales|confidentialité|derechos reservados"
            r"|aviso legal|privacidad"
            r"|diritti riservati|note legali|direitos reservados|todos os direitos|personvern|integritetspolicy"
            r"|wszelkie prawa|polityka prywatności|všechna práva|tüm hakları|gizlilik|все права|усі права"
            r"|無断転載|無断複写|版权所有|版權所有|무단 ?전재|저작권|כל הזכויות|جميع الحقوق"
        ),
    ),
    (
        Reason.NEWSLETTER,
        (
            r"newsletter|news ?letter|subscri(?:be|ption)|sign[ -]?up|your inbox|in your (?:e-?mail|inbox)"
            r"|stay (?:updated|informed|up to date|connected|in the know)|never miss|(?:get|receive) (?:the|our) "
            r"(?:latest|best|daily|free|top)|abonnieren|abonnez|s'abonner|inscri(?:vez|ption)|suscr[ií]b|bolet[ií]n"
            r"|iscrivi"
            r"|abbonat|assine|nieuwsbrief|nyhetsbrev|nyhedsbrev|rundbrief|bülten|buletin|zapisz się|odběr|подпис|підпис"
            r"|рассылк|розсилк|^try (?:it|us|now)? ?(?:for )?free|kostenlos testen|gratis testen|essai gratuit"
            r"|prueba gratis|prova gratis"
            r"|teste grátis|ニュースレター|メルマガ|뉴스레터|구독|订阅|訂閱|ניוזלטר|النشرة"
        ),
    ),
    (
        Reason.ADVERTISEMENT,
        (
            r"^adverti[sz](?:ement|ing)|^anzeige\b|^werbung\b|^publicit[éè]|^publicidad|^pubblicità|^advertentie"
            r"|^annons\b"
            r"|^annonse\b|^annonce\b|^reklam|^iklan\b|^реклам|^広告|^광고|^广告|^廣告|^פרסומת"
            r"|^إعلان|promo(?:ted)? content"
            r"|sponsored|paid (?:content|post)|(?:story|article) continues|continue reading|scroll to continue"
        ),
    ),
    (
        Reason.SHARE,
        (
            r"^(?:share|teilen|partager|compart|condividi|del\b|dela\b|deel\b|paylaş|bagikan|sdílet|udostępnij"
            r"|поделиться"
            r"|поділитися|共有|シェア|공유|分享|שתף|شارك)|\b(?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit"
            r"|messenger|bluesky|threads)\b|^(?:copy|copied|print|e-?mail|tweet|save|bookmark|listen|follow)\b"
            r"|copy link"
        ),
    ),
    (
        Reason.COMMENTS,
        (
            r"^(?:\d{1,5} )?(?:comments?|kommentare?r?|commentaires?|comentarios?|coment[áa]rios?|commenti|reacties?"
            r"|komentarze?|komentáře|yorum(?:lar)?|komentar|комментари|коментар|コメント|댓글|评论|留言|תגובות|تعليق)"
            r"|(?:leave|post|write|add) a (?:comment|reply)|join the (?:conversation|discussion)|view comments"
        ),
    ),
    (
        Reason.RELATED,
        (
            r"^(?:related|most[ -](?:read|popular|viewed|shared|watched|commented)|popular|trending|recommended"
            r"|read (?:more|also|next|now)|also read|see also|more (?:from|on|in|like|news|stories|top)|you (?:may"
            r"|might) also|up next|latest"
            r"|top stories|editors?['’]? ?picks?|don['’]t miss|in case you missed|what to read|around the web"
            r"|hot opinion"
            r"|lesen sie|mehr zum|mehr von|mehr aus|meistgelesen|das könnte sie|auch interessant|zum thema|à lire"
            r"|lire aussi|lire plus|les plus lus|sur le même sujet|leer más|lee también|te puede|lo más|más noticias"
            r"|noticias relac"
            r"|relacionad|leggi anche|i più letti|potrebbe interess|leia (?:também|mais)|mais lidas|veja também"
            r"|lees ook"
            r"|meest gelezen|läs (?:också|även|mer)|mest lest|mest läst|mest læste|les også|læs også|czytaj|zobacz też"
            r"|najczęściej|čtěte|nejčtenější|ilgili|devamı|baca juga|terpopuler|читайте|читать|популярн"
            r"|関連|あわせて|ランキング|人気|おすすめ|관련|많이 본|相关|相關|延伸|热门|熱門|קרא גם|כתבות"
            r"|اقرأ أيض|إقرأ أيض|اقرأ المزيد|الأكثر)"
        ),
    ),
)
_REASONS = tuple((reason, phrases(words)) for reason, words in _WORDS)

_TAG_LABEL = small_pattern(
    r"(?:(?:related |news )?(?:tags?|topics)|filed under|keywords|themen|schlagw[oö]rte?r?|schlagworte|th[eé]matiques"
    r"|sujets|mots[- ]clés|etiquetas|temas|argomenti|onderwerpen|ämnen|emner|tagi|témata|etiketler|topik|теги|метки"
    r"|キーワード|タグ|태그|标签|標籤|תגיות|وسوم)(?:[ ]?[:：]|(?= )|$)"
)
MAX_LABEL = 60  # characters in which a label and what parts it from the tags stand
_CONTRIBUTED = phrases(
    r"contribut(?:ed|ing) to this (?:report|story|article|post|piece)|contributed (?:reporting|to reporting|from)"
    r"|^\(?(?:additional |with )?report(?:ing|s) (?:by|from) |^\(?editing by "
    r"|^with (?:files|reports?|agency inputs?) from |^\(?mit (?:material|informationen) (?:von|der)|^avec (?:l'"
    r"|les? )?(?:afp|reuters|agences)|^con informazioni di"
)
MAX_CONTRIBUTORS = 250  # characters; a longer line that has the words is prose about someone's contribution


def is_script(text: str) -> bool:
    """Whether a line is code: it begins as a script's element, or has a statement's form and more signs than prose.

    A sentence that quotes a tag ("The page printed <script>alert(1)</script> as it stood.") is none.
    """
    head = text[:SCRIPT_LOOK]
    if _SIGN.search(head) is None:
        return False
    code = _SCRIPT_TAG.match(head) is not None or _is_code(head)
    return code and not (len(text) <= SCRIPT_LOOK and _is_sentence_on_code(text))


def _is_code(text: str) -> bool:
    signs = sum(map(text.count, _SCRIPT_SIGNS))
    return signs > SCRIPT_SHARE * len(text) and _SCRIPT.search(text) is not None


def _is_sentence_on_code(text: str) -> bool:
    """Whether a line without the tags that it quotes is a sentence with no code left in it."""
    bare = _QUOTED_TAG.sub(" ", text)
    return bare != text and len(bare.split()) >= QUOTED and _SENTENCE.match(bare) is not None and not _is_code(bare)


@lru_cache(maxsize=20_000)  # menus and boxes are the same on every capture of a source
def named_reason(text: str) -> Reason | None:
    """The reason a short line names itself, else None."""
    if len(text) > SHORT:
        return None
    small = lowered(text)
    return next((reason for reason, words in _REASONS if words.stand_in(small)), None)


def tag_line(text: str) -> str | None:
    """What follows the word "Tags" or its like at the start of a line; "" where the label stands alone."""
    match = _TAG_LABEL.match(lowered(text[:MAX_LABEL]))
    return text[match.end() :].strip() if match and len(text) < 2_000 else None


def is_contributors(text: str) -> bool:
    """Whether a line says who else reported, as in "An agency contributed to this report."."""
    return len(text) <= MAX_CONTRIBUTORS and _CONTRIBUTED.stand_in(lowered(text))
