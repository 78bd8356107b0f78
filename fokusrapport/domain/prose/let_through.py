"""Numbers in prose that are names, places or times, and no results: they are let through whatever they are.

Years («2015», «2014–2015», «2015/16»), dates and hours, ordinals («10. trinn»), numbers behind a word that numbers
things («§ 5», «kapittel 3», «punkt 2.1», «tabell 3», «sak 15/123», «uke 42», «Fv. 64»), numbers grown together with
letters or other numbers («B.1.1», «5-åringer», «24/7», «1:200»), telephone numbers, and the ends of a scale («på en
skala fra 1 til 6», «4,9 av 6 mulige», «der 6 er best»). A number with a percent sign behind it is never a name. The
words are those of Norwegian (both standards), Swedish and English.
"""

from __future__ import annotations

import re

from fokusrapport.prose import OTHER_HOLE, VALUE_HOLE

_MONTHS = (
    "januari?|februari?|mars|april|mai|maj|juni|juli|augusti?|september|oktober|november|desember|december|"
    "january|february|march|may|june|july|october|"
    "jan|febr?|apr|jun|jul|aug|sept?|okt|oct|nov|des|dec"
)
_NUMBERING_WORDS = (
    "§{1,2}|kapitt?el|kapitla|kapitlene|kapitlet|kap|chapters?|punkt(?:et|ene)?|pkt|tabell(?:en|ene)?|tables?|tab|"
    "figur(?:en|ene)?|figures?|fig|diagram|bilde|side(?:ne|r)?|sidan?|pages?|sak(?:en|ene|er)?|saka|sakene|ärenden?|"
    "saksnummer|saksnr|arkivsak(?:snr)?|journalnr|vedtak|cases?|nummer|nr|no|number|vedlegg|bilaga|appendix|avsnitt|"
    "section|ledd|bokstav|artikkel|article|bind|volum|versjon|version|utgave|fase|phase|nivå|level|trinn|klasse|"
    "klass|årskurs|grade|(?:[a-zæøå]+-?)?gruppe|modul|tiltak|prosjekt|delmål|mål|rom|bygg|avdeling|skole|sone|"
    "linje|rute|buss|spørsmål|fråga|question|alternativ|uke|veke|vecka|week|kvartal|tertial|postboks|"
    r"(?:fylkes|riks|europa)ve[ig]|fv|rv|ev|e|iso|ns|ns-en|en|nou|prop|meld\. ?st|st\. ?meld|innst|prot|lov|forskrift|"
    "rundskriv|gnr|bnr|gbnr|tlf|telefon|telephone|mobil|org\\. ?nr|organisasjonsnummer"
)
_ITEM = r"\d++(?:[./:-]\d++)*+[a-z]?(?!\w|,\d|\s?(?:%|prosent|procent|per ?cent)|[\s]\d{3}\b)"
_LIST = rf"{_ITEM}(?:\s?(?:,|og|och|and|til|till|to|eller|–|-)\s?{_ITEM})*"
_NO_PERCENT = r"(?!\s?(?:%|prosent|procent|per ?cent))"

_PATTERNS = (
    # dates and hours
    rf"\b\d{{1,2}}\.?\s?(?:(?:–|-|og|til)\s?\d{{1,2}}\.?\s?)?(?:{_MONTHS})\b\.?(?:\s(?:19|20)\d\d\b)?",
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s\d{1,2}\b",
    r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}|(?=\s(?-i:[a-zæøåäö])))(?!\d)|\b\d{4}-\d{2}-\d{2}\b",
    r"\bkl\.?\s?\d{1,2}(?:[.:]\d{2})?(?:\s?(?:–|-|og|til)\s?\d{1,2}(?:[.:]\d{2})?)?|\b\d{1,2}:\d{2}\b",
    # numbers behind a word that numbers things; what is grown together; telephone numbers
    rf"(?<![\w-])(?:{_NUMBERING_WORDS})\.?:?\s?{_LIST}",
    r"\b[a-zæøåäö]+(?:[.-])?\d[\w./:-]*|\b\d+(?:/\d+)+|\b\d+(?:\.\d+){2,}|\b\d+:\d+",
    r"\b\d+-?[a-zæøåäö]\w*|\b\d+(?:[.,]\d+)?-[a-zæøåäö]\w*|\b\d{1,2}(?:\s?(?:–|-|og|eller)\s?\d{1,2})-[a-zæøåäö]\w*",
    r"(?<!\d)(?:\+47\s?)?\d{2} \d{2} \d{2} \d{2}(?! ?\d)|(?<!\d)\d{3} \d{2} \d{3}(?! ?\d)",
    # ordinals, also several: «9. og 10. trinn», «1.–4. trinn»
    r"\b\d{1,3}\.?\s?(?:–|-)\s?\d{1,3}\.(?=[\s-](?-i:[a-zæøåäö]))|(?<![,.\d])\b\d{1,3}\.(?=[\s-](?-i:[a-zæøåäö]))",
    # years
    r"(?<![\w.,])(?:19|20)\d\d(?:\s?[–/-]\s?(?:19|20)?\d\d\b)?(?![\w]|,\d)(?!\s?(?:%|prosent))",
    # scales
    r"\b(?:skala(?:en|n)?|scale)\b[^.!?]{0,40}?\d+\s?(?:til|till|to|–|-)\s?\d+" + _NO_PERCENT,
    r"\b(?:av|of)\s\d{1,3}\s(?:mulige|moglege|möjliga|possible)\b|\b(?:av|of)\smaksimalt\s\d{1,3}\b",
    rf"(?<=[{VALUE_HOLE}\d])\s(?:av|of)\s\d{{1,2}}\b" + _NO_PERCENT,
    r"\b\d{1,3}\s(?:er|är|is)\s(?:best|bäst|dårligst|dårlegast|sämst|worst|høyest|høgast|lavest|lågast)\b",
    # a heading's or a row's own number
    r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s(?=(?-i:[A-ZÆØÅÄÖ]))(?=[^.!?]*$)",
)
_NAMES = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)


def without_names(text: str) -> str:
    """The text, as long as before, with a hole for every digit of a number that is no result."""
    return _NAMES.sub(lambda match: re.sub(r"\d", OTHER_HOLE, match.group()), text)
