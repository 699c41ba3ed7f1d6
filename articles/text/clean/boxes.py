"""The words that boxes around an article are made of, in some 25 languages, as counts by what the box is for.

Written here because a cookie notice is a faultless sentence: only its words give it away. They are no stop words of
a language but the words that sites print everywhere; what they weigh is learned, and never alone decides.
"""

from collections.abc import Sequence

import numpy as np

from articles.text.clean.wording import Numbers

_WORDS: tuple[str, ...] = (
    # other stories
    (
        "related more also read recommended trending popular latest most watch stories next mehr lesen auch"
        " meistgelesen thema lire aussi suivre leer más también relacionadas leggi anche leia mais lees ook"
        " läs les mer czytaj także čtěte devamı baca juga читайте также 関連記事 関連 관련기사 相关 相關"
    ),
    # newsletters and offers
    (
        "newsletter newsletters subscribe subscriber subscribers subscription sign inbox email e-mail"
        " register account login free trial abonnieren abo abonnement abonnez-vous s'abonner suscríbete"
        " suscríbase boletín iscriviti abbonati assine nieuwsbrief nyhetsbrev nyhedsbrev bülten odběr"
        " подпишитесь 無料 会員 登録 구독 订阅 訂閱"
    ),
    # law and cookies
    (
        "cookie cookies privacy consent opt-out preferences gdpr ccpa copyright © rights reserved terms"
        " conditions policy datenschutz impressum cookies. einwilligung confidentialité privacidad personvern"
        " rechte zustimmung permission"
    ),
    # sharing
    (
        "share facebook twitter whatsapp linkedin instagram telegram print copy link follow us teilen"
        " partager compartir condividi del paylaş поделиться シェア 공유 分享"
    ),
    # comments
    (
        "comment comments reply replies kommentar kommentare commentaires comentarios commenti reacties"
        " yorumlar 댓글 コメント комментарии moderation community guidelines"
    ),
    # advertising
    (
        "advertisement advertising sponsored promoted anzeige werbung publicité publicidad pubblicità"
        " advertentie annons annonse reklam реклама 広告 광고 shop deal deals affiliate commission"
    ),
    # pictures
    (
        "photo photograph image images credit getty reuters afp ap epa foto bild picture file courtesy"
        " photographer illustration screenshot video caption fotos fotó 写真 사진 dpa imago shutterstock"
    ),
    # people and their desks
    (
        "by von par por author editor reporter correspondent writer staff contributed reporting contact"
        " contributor twitter"
    ),
)
_SIGNS = (".", ",", ":", ";", "!", "?", "...", "")  # that may follow a word, none last: what is listed wins
GROUP = {
    word + sign: at for sign in _SIGNS for at, words in reversed(list(enumerate(_WORDS, 1))) for word in words.split()
}
GROUPS = len(_WORDS)
LOOK = 24  # words of a block that are looked up: a box says in its first ones what it is
LOOK_IN = 400  # characters in which those words are looked for


def box_words(texts: Sequence[str]) -> Numbers:
    """A row for each text: for each kind of box the share of the text's first words that are its words."""
    places: list[int] = []
    shares: list[float] = []
    known = GROUP.keys()
    for at, text in enumerate(texts):
        words = text[:LOOK_IN].lower().split(None, LOOK)[:LOOK]
        if not known.isdisjoint(words):
            groups = [GROUP[word] for word in words if word in GROUP]
            places += [at * GROUPS + group - 1 for group in groups]
            shares += [1 / len(words)] * len(groups)
    return np.bincount(places, weights=shares, minlength=len(texts) * GROUPS).astype(np.float64).reshape(-1, GROUPS)
