"""Tells numbers, amounts and dates from other words, in figures and spelt out, and when two of them are one.

The words stand here for the languages newsdesk has seen most, since a correction of "drei" is as much a number changed
as one of "three"; what also means something else, in that language or in another of these (un, sei, due, sex, once,
to, fire, miles, bin, cent, hier) is left out, and a language without a list loses spelt-out numbers only.
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
zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig
neunzig
hundert tausend millionen milliarden dutzend dutzende hunderte tausende prozent hälfte drittel viertel zweite dritte
montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern
twee drie vijf zes zeven negen tien twaalf dertien veertien vijftien twintig dertig veertig vijftig zestig zeventig
tachtig negentig honderd duizend miljoen miljard tientallen honderden duizenden procent helft
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag gisteren
två tre fyra fem sju åtta nio elva tolv femton tjugo trettio fyrtio femtio sextio hundra tusen miljon miljoner miljard
miljarder tiotals hundratals tusentals seks syv otte ni ti tolv tjue tyve hundre tusind millioner milliarder
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag idag igår imorgon
"""
_ROMANCE = """
deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cents mille
millions milliards pourcent dizaine dizaines douzaine centaine centaines millier milliers tiers moitié
lundi mardi mercredi jeudi vendredi samedi dimanche aujourd'hui demain
dos tres cuatro cinco seis siete ocho nueve diez doce quince veinte treinta cuarenta cincuenta sesenta cien cientos
doscientos trescientos mil millón millones decena decenas docena centenar centenares mitad tercio
lunes martes miércoles jueves viernes sábado domingo hoy ayer
dois duas três quatro sete oito nove dez doze quinze vinte trinta quarenta cinquenta cem centenas milhares milhão
milhões
dezenas metade segunda-feira terça-feira quarta-feira quinta-feira sexta-feira hoje ontem amanhã
quattro cinque sette otto dieci undici dodici quindici venti trenta quaranta cinquanta cento mila milione milioni
miliardi
decina decine centinaio centinaia migliaia metà lunedì martedì mercoledì giovedì venerdì sabato domenica oggi ieri
domani
"""
_SLAVIC = """
два две двух двое три трех трое четыре четырех четверо пять пяти пятеро шесть шести семь семи восемь восьми девять
девяти
десять десяти десяток десятки десятков одиннадцать двенадцать пятнадцать двадцать тридцать сорок пятьдесят сто сотни
сотен
двести триста тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиарда миллиардов процент процента процентов
понедельник понедельника вторник вторника среду среда среды четверг четверга пятницу пятница пятницы субботу суббота
субботы воскресенье воскресенья сегодня вчера завтра
дві двох двоє трьох троє чотири чотирьох четверо п'ять п'яти шість шести сім семи вісім восьми дев'ять десять десятки
одинадцять дванадцять п'ятнадцять двадцять тридцять сорок сотні мільйон мільйона мільйонів мільярд мільярдів відсотків
понеділок понеділка вівторок вівторка середу середи четвер четверга п'ятницю п'ятниці суботу неділю сьогодні вчора
dwa dwie dwóch dwoje trzy trzech troje cztery czterech pięć pięciu sześć sześciu siedem siedmiu osiem ośmiu dziewięć
dziesięć dziesięciu dziesiątki jedenaście dwanaście dwanastu piętnaście dwadzieścia trzydzieści sto setki tysiąc
tysiące
tysięcy milion miliony milionów miliard miliardów procent
poniedziałek wtorek środę środa czwartek piątek sobotę niedzielę dziś dzisiaj wczoraj jutro
"""
_OTHERS = """
iki üç dört beş altı yedi sekiz dokuz yirmi otuz kırk elli altmış yüz milyon milyar onlarca yüzlerce binlerce
yarısı
pazartesi salı çarşamba perşembe cuma cumartesi bugün dün yarın
δύο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά οκτώ εννέα δέκα είκοσι εκατό χίλια χιλιάδες εκατοντάδες εκατομμύρια
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή σήμερα χθες αύριο
שני שתי שניים שלושה שלוש ארבעה ארבע חמישה חמש שישה שבעה שמונה תשעה עשרה עשרות מאה מאות אלף אלפים אלפי מיליון מיליוני
מיליארד אחוז אחוזים ראשון שלישי רביעי חמישי שישי היום אתמול מחר
اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة سبعة سبع ثمانية تسعة عشرة عشرات عشرون ثلاثون مئة مئات ألف آلاف مليون
ملايين مليار الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد أمس غدا
دو سه چهار پنج شش هفت هشت نه ده بیست سی صد صدها هزار هزاران میلیون میلیارد درصد
شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه امروز دیروز فردا
दो तीन चार पांच पाँच छह सात आठ नौ दस बीस सौ सैकड़ों हजार हज़ार हजारों लाख करोड़ प्रतिशत
सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार 월요일 화요일 수요일 목요일 금요일 토요일 일요일
二 三 四 五 六 七 八 九 十 百 千 万 億 亿 两 兩
"""
_MONTHS = """
january february march april may june july august september october november december jan feb sept oct nov dec
januar februar märz mai juni juli oktober dezember januari februari maart mei augustus maj augusti marts desember
janvier février mars avril juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października grudnia
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر
أكتوبر نوفمبر ديسمبر فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
"""
_ONES = """
a an one ein eine einen einem een un une uno una um uma en ett et один одна одного одно jeden jedna bir אחד אחת
واحد واحدة
"""
_CAPITALISED = "may march mars mai mayo marzo mart"
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
ONES = frozenset(_ONES.split())
"""One, or the article that stands for it: a number only where another is put for it."""
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
