"""Citations as newsrooms print them, with the traps we met; written as in `citing_rows`."""

import pytest

from .citing_rows import lines

PRESS: dict[str, dict[str, list[str]]] = {
    "en": {
        "(The New York Times, Nov. 12, 2020)": ["The New York Times = 2020-11-12"],
        "(Reuters, 12-Nov-2020; BBC News, Sept. 20th, 2023)": ["Reuters = 2020-11-12", "BBC News = 2023-09-20"],
        "(Le Monde, 1st of May, 2023)": ["Le Monde = 2023-05-01"],
        "(‘People’s Daily,’ April 17)": ["People’s Daily = 2024-04-17~"],
        "(RFE/RL’s Azerbaijani Service, April 17)": ["RFE/RL’s Azerbaijani Service = 2024-04-17~"],
        "(mfa.gov.az, April 17; T.me/ministry, April 16)": ["mfa.gov.az = 2024-04-17~", "T.me/ministry = 2024-04-16~"],
        "(24.kg, April 17; 1TV, April 18; 20 Minutes, April 19)": [
            "24.kg = 2024-04-17~",
            "1TV = 2024-04-18~",
            "20 Minutes = 2024-04-19~",
        ],
        "(France 24, April 17, 20)": ["France 24 = 2024-04-17~", "France 24 = 2024-04-20~"],
        "(May Day, May 1)": ["May Day = 2023-05-01~"],
        "(The Seer, April 17; Via, April 18)": ["The Seer = 2024-04-17~", "Via = 2024-04-18~"],
        "(see APA, April 17 and EDM, April 18)": ["see > APA = 2024-04-17~", "EDM = 2024-04-18~"],
        "(APA, April 17, 18, and 19)": ["APA = 2024-04-17~", "APA = 2024-04-18~", "APA = 2024-04-19~"],
        "(EDM, Sept. 20, 28, and Oct. 4, 2023)": ["EDM = 2023-09-20~", "EDM = 2023-09-28~", "EDM = 2023-10-04"],
        "(EDM, September and October 2021)": ["EDM = 2021-09~", "EDM = 2021-10"],
        "(EDM, November 10, 2020–April 16, 2024)": ["EDM = 2020-11-10/2024-04-16"],
        "(TASS, April 17, via APA)": ["TASS = 2024-04-17~", "via > APA = - ! no date"],
        "(Source: APA, April 17)": ["source > APA = 2024-04-17~"],
        "(see, for example, EDM, April 17)": ["see, for example, > EDM = 2024-04-17~"],
        "(EDM, 05/06/2020; APA, 13/06/2020; AP, 06/13/2020)": [
            "EDM = - ! date ambiguous",
            "APA = 2020-06-13",
            "AP = 2020-06-13",
        ],
        "(EDM, December 28, January 5, 2024)": ["EDM = 2024-12-28~ ! date after the story", "EDM = 2024-01-05"],
        "(EDM, January 22, 2021, p. 4)": ["EDM = 2021-01-22 ! not understood"],
        "(EDM, May 2, 2020; in force since May 3, 2020)": ["EDM = 2020-05-02", "in force since = 2020-05-03 ! not understood"],
        "(RIA Novosti, TASS, April 17)": ["RIA Novosti = - ! no date", "TASS = 2024-04-17~"],
        "(APA,April 17,2024;TASS,April 18,2024)": ["APA = 2024-04-17", "TASS = 2024-04-18"],
        "(;, APA, April 17;)": ["APA = 2024-04-17~"],
        "((APA, April 17))": ["APA = 2024-04-17~"],
        "(APA (in Azerbaijani), April 17)": ["APA = 2024-04-17~"],
        "(1) one, (2) two (APA, April 17)": ["APA = 2024-04-17~"],
        "a) one, b) two (APA, April 17)": ["APA = 2024-04-17~"],
        "(The Sunday, April 17; The Sunday Times, April 18)": ["The Sunday = 2024-04-17~", "The Sunday Times = 2024-04-18~"],
        "(born April 16, 1970) (as of Monday, April 16, 2024) (signed on May 2, 2020, in Moscow)": [],
        "(on Tuesday, April 16) (the war, which began in May) (May, June) (April 17, APA)": [],
    },
    "ru": {
        "(«Интерфакс», 12 ноября 2020; ТАСС, 2 дек. 2020, см. EDM, 22 янв. 2021)": [
            "Интерфакс = 2020-11-12",
            "ТАСС = 2020-12-02",
            "см. > EDM = 2021-01-22",
        ],
        "(РИА «Новости», 17.04.24; «Известия», 18.04)": ["РИА Новости = 2024-04-17", "Известия = 2024-04-18~"],
        "(„Известия“, 17 апреля; \"Ъ\", 18 апр.)": ["Известия = 2024-04-17~", "Ъ = 2024-04-18~"],
        "(Новая газета. Европа, 17 апреля 2024г.)": ["Новая газета. Европа = 2024-04-17"],
        "(Коммерсантъ от 17 апреля 2024; ТАСС, 18 апреля)": ["Коммерсантъ = 2024-04-17", "ТАСС = 2024-04-18~"],
        "(ТАСС, 17 апреля с. г.)": ["ТАСС = 2024-04-17~"],
        "(Известия, 2024. 17 апреля)": ["Известия = 2024-04-17"],
        "(МИД Армении, 1-го сентября 2021 года)": ["МИД Армении = 2021-09-01"],
        "(пресс-служба президента, 10 ноября 2020)": ["пресс-служба президента = 2020-11-10"],
        "(EDM, 12, 13 и 14 октября; 4 ноября 2023)": [
            "EDM = 2023-10-12~",
            "EDM = 2023-10-13~",
            "EDM = 2023-10-14~",
            "EDM = 2023-11-04 ! outlet inferred",
        ],
        "(см., напр., ТАСС, 17 апреля)": ["см., напр., > ТАСС = 2024-04-17~"],
        "(см.ТАСС, 17 апреля; цит. по: АПА, 18 апреля)": ["см. > ТАСС = 2024-04-17~", "цит. по > АПА = 2024-04-18~"],
        "(АПА, 17 апреля, со ссылкой на ТАСС, 16 апреля)": ["АПА = 2024-04-17~", "со ссылкой на > ТАСС = 2024-04-16~"],
        "(Смотрим, 17 апреля; через АПА, 18 апреля)": ["Смотрим = 2024-04-17~", "через > АПА = 2024-04-18~"],
        "(ТАСС, 17 апреля, и АПА, 18 апреля)": ["ТАСС = 2024-04-17~", "АПА = 2024-04-18~"],
        "(Reuters, Apr. 17, 2024; Лента.ру, 17 апреля, Газета.ру, 18 апреля)": [
            "Reuters = 2024-04-17",
            "Лента.ру = 2024-04-17~",
            "Газета.ру = 2024-04-18~",
        ],
        "(АПА, 6 маи\u0306 2020)": ["АПА = 2020-05-06"],  # й in two code points
        "(ЕЖЕДНЕВНЫЙ ОБЗОР, 12 НОЯБРЯ 2020)": ["ЕЖЕДНЕВНЫЙ ОБЗОР = 2020-11-12"],
        "Сказано (см. EDM, 4 окт. 2023. Он ушёл.": ["см. > EDM = 2023-10-04 ! unclosed group"],
        "(до 16 апреля 2024 года) (в редакции от 16 апреля 2020 г.) (Иванов, род. 16 апреля 1970)": [],
        "(в 1991–1994 гг., то есть до мая) (см. главу 2, пункт 3) (глава МИД, в мае) (ТАСС, вчера)": [],
    },
    "az": {
        "(APA, 5 mart 2021-ci il; Trend, 6 İYUN)": ["APA = 2021-03-05", "Trend = 2023-06-06~"],
        "(APA, 6 Iyun 2023; Report, 6 I\u0307yul 2023)": ["APA = 2023-06-06", "Report = 2023-07-06"],
        "(APA, 2021-ci il martın 5-i; Oxu.az, aprelin 16-sı)": ["APA = 2021-03-05", "Oxu.az = 2024-04-16~"],
        "(APA, 2021‑ci ilin martında)": ["APA = 2021-03"],  # a hyphen that does not break
        "(APA, 2021-ci ilin may ayı)": ["APA = 2021-05"],
        "(APA, 6 yan. 2023, 7 fev. 2023, 8 avq. 2023)": ["APA = 2023-01-06", "APA = 2023-02-07", "APA = 2023-08-08"],
        "(AZƏRTAC, 17 aprel; Trend, 18 aprel, bax: EDM, 20 aprel)": [
            "AZƏRTAC = 2024-04-17~",
            "Trend = 2024-04-18~",
            "bax > EDM = 2024-04-20~",
        ],
        "(Müdafiə Nazirliyi, 1 sentyabr 2021; Rusiya XİN, 2 sentyabr)": [
            "Müdafiə Nazirliyi = 2021-09-01",
            "Rusiya XİN = 2023-09-02~",
        ],
        "(APA, 16 və 17 aprel; «RİA Novosti», 18 aprel)": [
            "APA = 2024-04-16~", "APA = 2024-04-17~", "RİA Novosti = 2024-04-18~",
        ],
        "(bax, APA, 17 aprel)": ["bax > APA = 2024-04-17~"],
        "(məsələn, bax: APA, 17 aprel)": ["məsələn, bax > APA = 2024-04-17~"],
        "(mənbə: APA, 17 aprel; müqayisə et: Trend, 18 aprel)": [
            "mənbə > APA = 2024-04-17~", "müqayisə et > Trend = 2024-04-18~",
        ],
        "(Bax.tv, 17 aprel; Baxış, 18 aprel)": ["Bax.tv = 2024-04-17~", "Baxış = 2024-04-18~"],
        "(APA, çərşənbə axşamı günü, 16 aprel)": ["APA = 2024-04-16~"],
        "(RİA Novosti, 22 апреля 2024; EDM, April 17, 2024)": ["RİA Novosti = 2024-04-22", "EDM = 2024-04-17"],
        "Deyilir (bax EDM, 20, 28 sentyabr, 4 oktyabr 2023. Sonra getdi.": [
            "bax > EDM = 2023-09-20~ ! unclosed group",
            "bax > EDM = 2023-09-28~ ! unclosed group",
            "bax > EDM = 2023-10-04 ! unclosed group",
        ],
        "(aprelin 16-da) (16 apreldən bəri) (Bakı, Gəncə və Şuşa) (APA, dünən) (may, iyun)": [],
    },
    "tr": {
        "(Anadolu Ajansı, 5 Mart 2021; bkz. EDM, 22 Ocak 2021)": ["Anadolu Ajansı = 2021-03-05", "bkz. > EDM = 2021-01-22"],
        "(AA, 5 Mart 2021'de; TRT, 6 Mart’ta)": ["AA = 2021-03-05", "TRT = 2024-03-06~"],
        "(AA, 5 Şub. 2021; TRT, 6 Ağu. 2021; NTV, 7 Ara. 2021)": ["AA = 2021-02-05", "TRT = 2021-08-06", "NTV = 2021-12-07"],
        "(AA, 5 ŞUBAT 2021; AA, 5 KASIM 2020; AA, 5 Kasim 2020)": ["AA = 2021-02-05", "AA = 2020-11-05", "AA = 2020-11-05"],
        "(BKZ. AA, 17 NI\u0307SAN)": ["bkz. > AA = 2024-04-17~"],
        "(AA, 2021 yılı Mart ayı; AA, Nis 2022)": ["AA = 2021-03", "AA = 2022-04"],
        "(Ocak Gazetesi, 5 Ocak; T24, 17 Nisan; A Haber, 18 Nisan)": [
            "Ocak Gazetesi = 2024-01-05~",
            "T24 = 2024-04-17~",
            "A Haber = 2024-04-18~",
        ],
        "(T.C. Dışişleri Bakanlığı, 1 Eylül 2021, Çarşamba)": ["T.C. Dışişleri Bakanlığı = 2021-09-01"],
        "(Dışişleri Bakanlığı (Türkiye), 1 Eylül 2021)": ["Dışişleri Bakanlığı = 2021-09-01"],
        "(“Hürriyet”, 17 Nisan; Sabah gazetesi, 18 Nisan)": ["Hürriyet = 2024-04-17~", "Sabah gazetesi = 2024-04-18~"],
        "(kaynak: AA, 17 Nisan, akt. TRT, 18 Nisan)": ["kaynak > AA = 2024-04-17~", "akt. > TRT = 2024-04-18~"],
        "(örn. bkz. AA, 17 Nisan; ayrıca, bkz. TRT, 18 Nisan)": [
            "örn. bkz. > AA = 2024-04-17~", "ayrıca, bkz. > TRT = 2024-04-18~",
        ],
        "(Bkz.EDM, 5.3.2021; krş. AA, tarih yok)": ["bkz. > EDM = 2021-03-05", "krş. > AA = - ! no date"],
        "(AA, 28 Eylül-4 Ekim 2023)": ["AA = 2023-09-28/2023-10-04"],
        "(16 Nisan’dan bu yana) (16 Nisan itibarıyla) (Ankara, İzmir ve Bursa) (Mayıs, Haziran) (AA, dün)": [],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in PRESS for text in PRESS[language]]
)
def test_the_press_is_understood(language: str, text: str) -> None:
    assert lines(text, language) == PRESS[language][text]
