"""The words of citations in each language, as newsrooms print them. Months and weekdays are CLDR's; here stands
what CLDR does not have."""

LANGUAGES = ("en", "ru", "az", "tr")

# Each as it is given in the result; matched in any case, the longest first.
SIGNALS: dict[str, tuple[str, ...]] = {
    "en": (
        "see",
        "see also",
        "also see",
        "but see",
        "see, e.g.,",
        "see e.g.",
        "see, for example,",
        "see for example",
        "cf.",
        "cf",
        "compare",
        "via",
        "e.g.,",
        "e.g.",
        "for example,",
        "for instance,",
        "according to",
        "source:",
        "sources:",
        "quoted in",
        "quoted by",
        "cited in",
        "cited by",
        "as quoted in",
        "as quoted by",
        "as cited in",
        "as cited by",
        "as reported by",
        "reported by",
    ),
    "ru": (
        "см.",
        "см",
        "см. также",
        "также см.",
        "см. тж.",
        "см., например,",
        "см. например",
        "см., напр.,",
        "см. напр.",
        "см. подробнее",
        "подробнее см.",
        "смотри",
        "смотрите",
        "ср.",
        "ср. также",
        "сравни",
        "цит. по",
        "цитируется по",
        "через",
        "по данным",
        "по информации",
        "по материалам",
        "по сообщению",
        "со ссылкой на",
        "источник:",
        "источники:",
        "например,",
        "напр.,",
        "напр.",
    ),
    "az": (
        "bax",
        "həmçinin bax",
        "həmçinin, bax",
        "bax həmçinin",
        "eyni zamanda bax",
        "ətraflı bax",
        "daha ətraflı bax",
        "müq.",
        "müq. et",
        "müqayisə et",
        "müqayisə üçün bax",
        "istinad:",
        "mənbə:",
        "mənbələr:",
        "məsələn,",
        "məsələn bax",
        "məsələn, bax",
        "məs.,",
        "məs.",
    ),
    "tr": (
        "bkz.",
        "bkz",
        "bk.",
        "ayrıca bkz.",
        "ayrıca bkz",
        "ayrıca, bkz.",
        "ayrıca bk.",
        "bkz. ayrıca",
        "bakınız",
        "ayrıca bakınız",
        "krş.",
        "karş.",
        "karşılaştırınız",
        "örn.",
        "örn. bkz.",
        "bkz. örn.",
        "örneğin",
        "örneğin,",
        "örneğin bkz.",
        "aktaran",
        "akt.",
        "kaynak:",
        "kaynaklar:",
    ),
}

# How newsrooms shorten months beyond CLDR's forms.
MORE_MONTHS: dict[str, dict[str, int]] = {
    "en": {"sept": 9},
    "ru": {
        "янв": 1,
        "фев": 2,
        "апр": 4,
        "июн": 6,
        "июл": 7,
        "авг": 8,
        "сен": 9,
        "окт": 10,
        "ноя": 11,
        "дек": 12,
    },
    "az": {"fevr": 2, "sent": 9, "noyab": 11},
    "tr": {},
}
# Forms that CLDR does not list: `в среду`, and short ones that are not also a name.
MORE_WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("tue", "tues", "wed", "thu", "thur", "thurs", "fri"),
    "ru": ("среду", "пятницу", "субботу", "пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "az": (),
    "tr": ("pzt", "çar", "cmt"),
}
# Said after the name of a weekday.
DAY_WORD: dict[str, str] = {"en": "", "ru": "", "az": "günü", "tr": "günü"}

# After a day, after a month, after a year, after a whole date; already simplified.
AFTER_DAY = {
    "en": r"(?:st|nd|rd|th)(?:\s+of)?",
    "ru": r"-?(?:го|е|ое)",
    "az": r"-?(?:ci|cu|cü|si|i|su|sü|u|ü|inda|ində|da|də)",
    "tr": r"'(?:i|si|de|da|te|ta|inde|inda)",
}
AFTER_MONTH = {
    "en": r"(?!)",
    "ru": r"(?!)",
    "az": r"(?:[iuü]nd[aə]|[iuü]n?|d[aə])?\s+ayi(?:n|nda|nin)?|[iuü]nd[aə]|[iuü]n?|d[aə]",
    "tr": r"\s+ayi(?:nda|nin)?|'?(?:d[ae]|t[ae]|[iuü]n?)",
}
AFTER_YEAR = {
    "en": r"(?!)",
    "ru": r"\s*(?:года|году|год|г\b\.?)",
    "az": r"\s*-?\s*c[iuü](?:\s+il(?:in|də|i)?\b|\s+i\.)?|\s+il(?:in|də|i)?\b",
    "tr": r"\s+yil(?:i|inda|inin)?\b|'(?:de|da|te|ta|in|un|ün|nin|nun|nün)\b",
}
THIS_YEAR = {"en": r"(?!)", "ru": r"[ст]\.\s*г\b\.?", "az": r"(?!)", "tr": r"(?!)"}
AT = {"en": "at", "ru": "в", "az": "saat", "tr": "saat"}

# Between an outlet and a date without a comma: `Коммерсантъ от 17 апреля`.
OF = {"en": ("of", "on", "dated"), "ru": ("от", "за"), "az": (), "tr": ()}
NO_DATE = (
    "n.d.",
    "n. d.",
    "no date",
    "undated",
    "б.д.",
    "б. д.",
    "б/д",
    "без даты",
    "дата не указана",
    "t.y.",
    "t. y.",
    "tarixsiz",
    "tarix yoxdur",
    "tarixi göstərilməyib",
    "tarihsiz",
    "tarih yok",
    "tarih belirtilmemiş",
)
AND = {"en": ("and", "&"), "ru": ("и",), "az": ("və",), "tr": ("ve",)}
# The outlet named before.
SAME = ("ibid.", "ibid", "ibidem", "там же", "yenə orada", "a.g.e.", "agy", "aynı yerde")
