"""Tells numbers, amounts and dates from other words, in figures and spelt out, and when two of them are one.

The words stand here for the languages newsdesk has seen most, since a correction of "drei" is as much a number changed
as one of "three"; what also means something else (un, sei, due, sex, once) is left out, and a language without a list
loses spelt-out numbers only.
"""

import re
from collections.abc import Iterable, Sequence

from articles.text.compare.tokens import is_number, is_word

_WRITTEN = "zero two three four five six seven eight nine ten eleven twelve"
_FIGURES = "0 2 3 4 5 6 7 8 9 10 11 12"
_ENGLISH = """
one half dozen dozens hundred hundreds thousand thousands million millions billion billions trillion first second third
fourth fifth sixth seventh eighth ninth tenth thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
thirty forty fifty sixty seventy eighty ninety percent quarter twice
monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
"""
_GERMANIC = """
zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend millionen
milliarden dutzend prozent montag dienstag mittwoch donnerstag freitag samstag sonntag
twee drie vijf zes zeven negen tien twaalf twintig dertig honderd duizend miljoen miljard procent
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
två tre fyra fem sju åtta nio elva tolv tjugo hundra tusen miljon miljoner miljard miljarder
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
"""
_ROMANCE = """
deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent cents mille
millions milliards pourcent dizaine dizaines centaine centaines milliers
lundi mardi mercredi jeudi vendredi samedi dimanche
dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte treinta cuarenta cincuenta cien cientos mil millón
millones decenas centenar centenares miles lunes martes miércoles jueves viernes sábado domingo
dois duas três quatro sete oito nove dez doze vinte trinta quarenta cinquenta cem centenas milhares milhão milhões
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
quattro cinque sette otto dieci undici dodici venti trenta quaranta cinquanta cento mila milione milioni miliardi
decine centinaia migliaia lunedì martedì mercoledì giovedì venerdì sabato domenica
"""
_SLAVIC = """
два две двое три трое четыре четверо пять пятеро шесть семь восемь девять десять одиннадцать двенадцать двадцать
тридцать сорок пятьдесят сто двести триста тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиарда миллиардов
понедельник вторник среду среда четверг пятницу пятница субботу суббота воскресенье
двоє троє чотири четверо п'ять шість сім вісім дев'ять десять одинадцять дванадцять двадцять тридцять сорок тисяч
мільйон мільйона мільйонів мільярд мільярдів понеділок вівторок середу четвер п'ятницю суботу неділю
dwa dwie dwóch dwoje trzy trzech troje cztery czterech pięć pięciu sześć sześciu siedem siedmiu osiem ośmiu dziewięć
dziesięć jedenaście dwanaście dwanastu dwadzieścia tysiąc tysiące tysięcy milion miliony milionów miliard miliardów
poniedziałek wtorek środę środa czwartek piątek sobotę niedzielę
"""
_OTHERS = """
iki üç dört beş altı yedi sekiz dokuz yirmi otuz kırk elli yüz bin milyon milyar pazartesi salı çarşamba perşembe cuma
δύο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά οκτώ εννέα δέκα εκατό χίλια χιλιάδες εκατομμύρια
שני שתי שניים שלושה שלוש ארבעה ארבע חמישה חמש שישה שבעה שמונה תשעה עשרה מאה מאות אלף אלפים מיליון מיליארד
اثنان ثلاثة ثلاث أربعة أربع خمسة خمس ستة سبعة سبع ثمانية تسعة عشرة عشرون ثلاثون مئة مئات ألف آلاف مليون ملايين مليار
الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
دو سه چهار پنج شش هفت هشت نه ده صد هزار میلیون
二 三 四 五 六 七 八 九 十 百 千 万 億 亿 两 兩
"""
_MONTHS = """
january february march april may june july august september october november december jan feb sept oct nov dec
januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre
novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio
settembre ottobre dicembre января февраля марта апреля мая июня июля августа сентября октября ноября декабря
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
"""
_CAPITALISED = "may march mars mai mayo marzo"
_ABOUT = """
about around some nearly almost approximately roughly over under more less than least most fewer only just up to
as many much rund etwa knapp fast mehr als über mindestens environ près quelque plus moins de alrededor cerca
casi más menos unos unas al circa quasi più meno около почти более менее свыше около примерно ponad około prawie
yaklaşık 約 约 超 近 余 餘 多
"""

DIGITS = dict(zip(_WRITTEN.split(), _FIGURES.split(), strict=True))
SIGNS = frozenset("%‰$€£¥₽₪₹°")
UNITS = {"m": "million", "mn": "million", "bn": "billion", "b": "billion", "tn": "trillion", "k": "thousand"}
UNIT = re.compile(r"(?<=\d)(mn?|bn?|tn|k)\b")
HOUR = re.compile(r"(?<=\d)\s?([ap])\.?m\b")
CAPITALISED = frozenset(_CAPITALISED.split())
"""Months that are other words too when they are written small."""
WORDS = frozenset((_ENGLISH + _GERMANIC + _ROMANCE + _SLAVIC + _OTHERS + _MONTHS).split())
NUMBERS = WORDS | SIGNS | DIGITS.keys()
ABOUT = frozenset(_ABOUT.split())
"""What says how exact a number is: it changes with the number."""


def numbers(words: Iterable[tuple[str, str]]) -> list[str]:
    """Return the numbers, amounts and dates among the words, each in one form, in alphabetical order."""
    return sorted(
        DIGITS.get(key, key)
        for raw, key in words
        if is_number(key) or (key in NUMBERS and (key not in CAPITALISED or raw[0].isupper()))
    )


def same_numbers_otherwise_written(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether two sequences of keys differ only in how numbers are written: two and 2, percent and %."""
    return _written(old) == _written(new)


def _written(keys: Sequence[str]) -> list[str]:
    text = " ".join(DIGITS.get(key, key) for key in keys if is_word(key) or key in SIGNS)
    text = text.replace("per cent", "%").replace("percent", "%")
    return UNIT.sub(lambda match: " " + UNITS[match[1]], HOUR.sub(r" \1m", text)).split()
