"""Sentences as advisers write them, about a made-up area: what must be found in them, and what must be let through.

The area knows: barnehagedekning 93,6 % (2014) and 91,5 % (2015), required ≥ 92 %; nav-tilfredshet 4,7 and 4,86; besok
369 740 and 428 638; ventetid 31 and 27 dager; service 34,9 poeng in 2013; kommunale-barnehager 5.
"""

from __future__ import annotations

DEKNING = 'area.value("barnehagedekning")'
DEKNING_2014 = 'area.value("barnehagedekning", year - 1)'
NAV = 'area.value("nav-tilfredshet")'
NAV_2014 = 'area.value("nav-tilfredshet", year - 1)'
BESOK = 'area.value("besok")'
BESOK_2014 = 'area.value("besok", year - 1)'
DAGER = 'area.number("ventetid")'
DAGER_2014 = 'area.number("ventetid", year - 1)'
POENG = 'area.number("service", 2013)'

# sentence, the number as typed, verdict, what to write between {eval} marks
FOUND = [
    # the same number
    ("91,5 % av barna gikk i barnehage i 2015.", "91,5 %", "equal", DEKNING),
    ("I 2014 var andelen 93,6 %.", "93,6 %", "equal", DEKNING_2014),
    ("Barnehagedekningen var 91,5 prosent.", "91,5 prosent", "equal", DEKNING),
    ("Dekningen i barnehagene var 91,5.", "91,5", "equal", DEKNING),
    ("Brukerne gir NAV 4,9 poeng i snitt, så tilfredsheten er høy.", "4,9", "equal", NAV),
    ("Tilfredsheten med NAV er 4,9.", "4,9", "equal", NAV),
    ("Tilfredsheten med NAV er 4,86, altså nær 5.", "4,86", "equal", NAV),
    ("Tilfredsheten steg fra 4,7 året før.", "4,7", "equal", NAV_2014),
    ("Resultatet ble 4,9, og det er vi fornøyd med.", "4,9", "equal", NAV),
    ("Tilfredsheten med NAV er 4.9.", "4.9", "equal", NAV),
    ("91,5% av barna gikk i barnehage.", "91,5%", "equal", DEKNING),
    ("Nettsidene fikk 428 638 besøk.", "428 638", "equal", BESOK),
    ("Nettsidene fikk 428\u00a0638 besøk.", "428 638", "equal", BESOK),
    ("Nettsidene fikk 428638 besøk.", "428638", "equal", BESOK),
    ("Det var 369 740 treff i 2014.", "369 740", "equal", BESOK_2014),
    ("Ventetiden er 27 dager.", "27", "equal", DAGER),
    ("De ventet i 27 dager.", "27", "equal", DAGER),
    ("Ventetiden var 31 dager i 2014.", "31", "equal", DAGER_2014),
    ("Kommunen fikk 34,9 poeng i 2013.", "34,9", "equal", POENG),
    ("Kommunen har fem barnehager.", "fem", "equal", 'area.in_words("kommunale-barnehager")'),
    ("Vi driver 5 kommunale barnehager.", "5", "equal", 'area.value("kommunale-barnehager")'),
    ("Målekortet har seks indikatorer.", "seks", "equal", "area.scorecard_size()"),
    ("Kravet til barnehagedekningen er 92 %.", "92 %", "equal", 'area.requirement("barnehagedekning")'),
    ("Barnehagedekningen gikk ned med 2,1 prosentpoeng.", "2,1 prosentpoeng", "equal", 'area.fall("barnehagedekning")'),
    ("Tilfredsheten med NAV økte med 0,2.", "0,2", "equal", 'area.rise("nav-tilfredshet")'),
    ("Besøkene på nettsidene økte med 58 898.", "58 898", "equal", 'area.rise("besok")'),
    ("**91,5 %** av barna går i barnehage.", "91,5 %", "equal", DEKNING),
    ("- Barnehagedekning: 91,5 %", "91,5 %", "equal", DEKNING),
    ("> [!NOTE]\n> Bare 91,5 % gikk i barnehage.", "91,5 %", "equal", DEKNING),
    ("## Hele 428 638 besøk", "428 638", "equal", BESOK),
    ("| tall | verdi |\n| --- | --- |\n| Besøk | 428 638 |\n\n: Tall {#tbl-tall}", "428 638", "equal", BESOK),
    ("Bra.[^a]\n\n[^a]: Andelen var 91,5 %.", "91,5 %", "equal", DEKNING),
    # nearly the same
    ("93 % av barna gikk i barnehage i 2014.", "93 %", "near", DEKNING_2014),
    ("94 % av barna gikk i barnehage i 2014.", "94 %", "near", DEKNING_2014),
    ("Om lag 92 % av barna går i barnehage.", "92 %", "near", DEKNING),
    ("Nettsidene hadde om lag 370 000 besøk.", "370 000", "near", BESOK_2014),
    ("Det var rundt 430 000 besøk på nettsidene.", "430 000", "near", BESOK),
    ("Det var ca. 428 600 besøk.", "428 600", "near", BESOK),
    ("Nettsidene fikk nesten 429 000 besøk.", "429 000", "near", BESOK),
    ("Det var 0,43 millioner besøk på nettsidene.", "0,43 millioner", "near", BESOK),
    ("Barnehagedekningen var 91,49 %.", "91,49 %", "near", DEKNING),
    ("Tilfredsheten med NAV er 4,88.", "4,88", "near", NAV),
    # neither
    ("Barnehagedekningen var 88,2 %.", "88,2 %", "contradicts", DEKNING),
    ("Tilfredsheten med NAV er 5,3.", "5,3", "contradicts", NAV),
    ("Barnehagedekningen er god. Den er 87,4 %.", "87,4 %", "contradicts", DEKNING),
    ("Ventetiden er 45 dager.", "45", "contradicts", 'area.number("ventetid")'),
    ("Nettsidene fikk 510 200 besøk.", "510 200", "contradicts", BESOK),
    ('Andelen {eval}`area.moved("barnehagedekning")` til 94,8 %.', "94,8 %", "contradicts", DEKNING),
    ("I 2014 var barnehagedekningen 89,9 %.", "89,9 %", "contradicts", DEKNING_2014),
    ("Tilfredsheten med NAV gikk fra 4,7 til 5,1.", "5,1", "contradicts", NAV),
    ("Tilfredsheten er 4,6 i 2015.", "4,6", "contradicts", NAV),
    # right in another year than the sentence names
    ("Den gjennomsnittlige tilfredsheten med NAV er 4,7 i 2015.", "4,7", "contradicts", NAV),
    ("Tilfredsheten er 4,7 i 2015.", "4,7", "contradicts", NAV),
    ("Tilfredsheten er 4,7 i {eval}`year`.", "4,7", "contradicts", NAV),
    ("Tilfredsheten var 4,9 i 2014.", "4,9", "contradicts", NAV_2014),
    ("Tilfredsheten var 4,9 i {eval}`year - 1`.", "4,9", "contradicts", NAV_2014),
    ("I 2015 gikk 93,6 % av barna i barnehage.", "93,6 %", "contradicts", DEKNING),
    ("Ventetiden var 27 dager i 2014.", "27", "contradicts", DAGER_2014),
    # and in one that it names, or tells of without a number
    ("Tilfredsheten er 4,7.", "4,7", "equal", NAV_2014),
    ("Tilfredsheten økte fra 4,7 i 2014 til 4,9 i 2015.", "4,7", "equal", NAV_2014),
    ("Tilfredsheten økte fra 4,7 i 2014 til 4,9 i 2015.", "4,9", "equal", NAV),
    ("Tilfredsheten økte fra 4,7 til 4,9 i 2015.", "4,7", "equal", NAV_2014),
    ("Tilfredsheten var 4,7, og ble 4,9 i 2015.", "4,7", "equal", NAV_2014),
    ("Tilfredsheten i 2015 er høyere enn 4,7.", "4,7", "equal", NAV_2014),
    ("Tilfredsheten var 4,7 året før undersøkelsen i 2015.", "4,7", "equal", NAV_2014),
    ("Tilfredsheten økte til 4,9 i forhold til 2014.", "4,9", "equal", NAV),
    ("I 2014 var det kø hos NAV, nå er tilfredsheten 4,9.", "4,9", "equal", NAV),
    ("Skoleåret 2014/15 var tilfredsheten 4,9.", "4,9", "equal", NAV),
    ("Tilfredsheten var 4,7 i 2009.", "4,7", "equal", NAV_2014),
    ("Målet for tilfredsheten i 2015 er 4,7.", "4,7", "equal", NAV_2014),
    ('Tilfredsheten var 4,7, men {eval}`area.value("nav-tilfredshet")` i 2015.', "4,7", "equal", NAV_2014),
    # one word of two labels
    ("Tilgjengeligheten var 34,9 i 2013.", "34,9", "equal", POENG),
]

PASSED = [
    # years and times
    "I 2015 spurte vi brukerne for første gang.",
    "Planen gjelder for 2014–2018.",
    "Skoleåret 2015/16 begynte bra.",
    "Budsjettet for 2016 er vedtatt.",
    "2015-undersøkelsen var den tredje.",
    "Vedtaket ble gjort 9. mars 2015.",
    "Fristen er 31.12.2015.",
    "Møtet var 27. mai.",
    "Fra 27.5. er kontoret stengt.",
    "Kontoret åpner kl. 9.30 og stenger kl. 15.",
    "Ferien er i uke 28–31.",
    "Tallene for 3. kvartal 2015 kommer senere.",
    # ordinals, classes
    "Elever på 5. trinn fikk spørsmålene.",
    "Det gjelder 9. og 10. trinn.",
    "Elevene på 1.–4. trinn er ikke spurt.",
    "Det er den 31. gangen vi arrangerer dagen.",
    # numbers behind a word
    "Etter § 5 skal alle høres.",
    "Barnehageloven §§ 27 og 31 gjelder.",
    "Se kapittel 3 i årsrapporten.",
    "Se kapittel 3, tabell 27 og figur 31.",
    "Saken er omtalt i punkt 4.9 og punkt 5.",
    "Kommunestyret behandlet sak 15/123.",
    "Bystyret vedtok planen i sak 27.",
    "Les mer på side 27.",
    "Vedlegg 5 viser skjemaet.",
    "Kommunen er i KOSTRA-gruppe 11.",
    "Rutinen følger ISO 9001.",
    "Veien langs Fv. 64 er stengt.",
    "Bussen følger linje 27.",
    # grown together
    "Indikator B.1.1 er ny.",
    "5-åringene fikk tilbud om førskole.",
    "Tilbudet er åpent 24/7.",
    "Arbeidet ble utsatt av covid-19.",
    "Ring 71 57 40 00.",
    "Kartet er i målestokk 1:5000.",
    # scales
    "Svarene er gitt på en skala fra 1 til 6, der 6 er best.",
    "På en skala 1–6 er resultatet godt.",
    'Tilfredsheten er {eval}`area.value("nav-tilfredshet")` av 6 mulige.',
    'Tilfredsheten er {eval}`area.value("nav-tilfredshet")` av 6.',
    # small numbers and number words that count something else
    "Kommunestyret har vedtatt tre suksessfaktorer.",
    "De fem ansatte på kontoret har fått kurs.",
    "Vi prøvde to nye skjemaer og 5 nye rutiner.",
    "Åtte av ti er med i en organisasjon.",
    # other units, other things
    "Prosjektet kostet 27 millioner kroner.",
    "Veien er 31 km lang.",
    "Kurset varte i 27 timer.",
    "Svarprosenten er under 50 %.",
    "Andelen nøytrale er det som er igjen av 100 %.",
    "Målet er at barnehagedekningen skal være 95 %.",
    "Barnehagedekningen på landsbasis er 90,4 %, så vi er over landssnittet.",
    "Barnehagedekningen var 89,0 % i 2009.",
    "Om lag 6,4 % av barna i barnehagealder står utenfor.",
    "Det ble brukt 12 500 kroner på kurset.",
    # code, links, formulas, computed values, footnote marks
    "Skriv `91,5 %` slik.",
    "Se [rapporten med 428 638 besøk](https://www.example.no/91,5).",
    'Andelen er $91{,}5$ {alt="nittien komma fem"} her.'.replace("$ {", "${"),
    'Andelen var {eval}`area.value("barnehagedekning")`.',
    'Andelen var `{python} area.value("barnehagedekning")`.',
    "@tbl-besok-428 viser resten.",
    "```\n428 638\n```",
]
