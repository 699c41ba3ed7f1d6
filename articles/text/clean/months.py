"""A month's name, in any of some forty languages -> its number.

Written here because python-dateutil knows English months only, and the tables of locale libraries weigh megabytes.
A name counts by the longest of the beginnings below that it has, so that cases and abbreviations need no entry.
Open to more languages: a name that is missing only leaves a date unread.
"""

import unicodedata

_BEGINNINGS: tuple[str, ...] = (
    (
        "jan jän gen ene ocak oca led stycz sau siječ tammi ianuar ιαν янв яну січ јан студз"
        " يناير جانفي كانون_الثاني ינואר בינואר ژانویه جنوری जनवरी"
    ),
    (
        "feb fev fév vas šub sub únor lut velj helmi veebr φεβ фев лют феб"
        " فبراير فيفري شباط פברואר בפברואר فوریه فروری फरवरी फ़रवरी"
    ),
    "mar mär maa mrt mrz kov břez ožuj maalis mac μαρ мар бер сак مارس آذار מרץ במרץ مارچ मार्च",
    "apr avr abr bal nis dub kwi trav huhti απρ апр квіт крас أبريل إبريل أفريل نيسان אפריל באפריל آوریل اپریل अप्रैल",
    "may mai maj mag mei maí geg květ svib touko μαι μαϊ май мая трав мај مايو ماي أيار מאי במאי مه مئی मई",
    (
        "jun juin jún giu bir haz červ czerw lipnj kesä juuni iun ιουν июн юни черв чэрв јун"
        " يونيو يونيه جوان حزيران יוני ביוני ژوئن جون जून"
    ),
    (
        "jul juil giul lug lie tem červenec července lip srpnj heinä juuli iul ιουλ июл юли лип ліп јул"
        " يوليو يوليه جويلية تموز יולי ביולי ژوئیه جولائی जुलाई"
    ),
    "aug aoû ago agu rugp ağu srp sierp kolov elo ogos αυγ авг сер жні أغسطس أوت آب אוגוסט באוגוסט اوت اگست अगस्त",
    "sep set zář wrzes rugs eyl ruj syys szept σεπ сен сеп вер سبتمبر أيلول ספטמבר בספטמבר سپتامبر ستمبر सितंबर सितम्बर",
    "oct okt ott out spal eki říj paź loka οκτ окт жовт кастр أكتوبر تشرين_الأول אוקטובר באוקטובר اکتبر اکتوبر अक्टूबर",
    (
        "nov lapk kas listopad studen marras noi νοε ноя ное лист"
        " نوفمبر نونبر تشرين_الثاني נובמבר בנובמבר نوامبر نومبر नवंबर"
    ),
    (
        "dec dez dic dék des déc gruod ara prosin grudz joulu dets δεκ дек груд снеж"
        " ديسمبر دجنبر كانون_الأول דצמבר בדצמבר دسامبر دسمبر दिसंबर"
    ),
)
SHORTEST = 2  # letters of a name that is looked up; the Arabic name of August has two


def _plain(word: str) -> str:
    """A name without case, accents and vowel points, whatever its script writes them with."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


_NUMBERS = {
    _plain(name.replace("_", " ")): number for number, names in enumerate(_BEGINNINGS, 1) for name in names.split()
}
_LONGEST = max(map(len, _NUMBERS))


def month_of(name: str) -> int | None:
    """The month, 1 to 12, that a word or two name; None where they name none."""
    plain = _plain(name)
    for length in range(min(len(plain), _LONGEST), SHORTEST - 1, -1):
        if plain[:length] in _NUMBERS and (length > SHORTEST or length == len(plain)):
            return _NUMBERS[plain[:length]]
    return None
