"""What gives a person away in a chat message: e-mail, phone, card and account numbers, addresses, names."""

import re
from collections.abc import Collection

NAME = "Sam Carter"
EMAIL = "sam@example.org"
PHONE = "+1 555 0100"
CARD = "4000 0000 0000 0002"
ACCOUNT = "GB00 TEST 0000 0000 0000 00"
ADDRESS = "1 Sample Street, Sampletown"
BIRTHDAY = "1 January 1990"
HANDLE = "@sam"

_ANY_CASE = re.IGNORECASE
_WORDS_OF_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|dr|ct|pl|square|sq|crescent|terrace|boulevard|blvd|highway|hwy|"
    # These mean a street only with a capital letter: "5 items fell on the way" is no address.
    "parkway|gardens|mews|(?-i:Drive|Way|Court|Place|Close|Grove|Row|Hill|Walk|Quay)"
)
# Returns are free in some countries: which one a shopper lives in matters, and names nobody.
_COUNTRIES = (
    "us|usa|united states|uk|england|scotland|wales|great britain|ireland|germany|france|spain|italy|"
    "portugal|netherlands|belgium|poland|austria|switzerland|sweden|norway|denmark|finland|greece|japan|china|india|"
    "brazil|mexico|canada|australia|new zealand"
)
_POSTCODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|[A-Z]{2}\s+\d{5}(?:-\d{4})?\b"
    r"|\b\d{4,5}(?:\s?[A-Z]{2}\b|\s+[^\W\d]{3,}))"
)
_TOWN = rf"(?:,?\s+(?!{_POSTCODE})[^\W\d][\w'’-]*){{0,4}}?,?\s*{_POSTCODE}"
_BEFORE_STREETS = r"(?:(?:flat|apt\.?|apartment|unit|suite|house)\s*#?\w{1,5},?\s+)?"
_ADDRESSES = (
    # 12b Baker Street, London NW1 6XE
    rf"{_BEFORE_STREETS}\b\d{{1,5}}[a-z]?,?\s+(?:[^\W\d][\w'’.-]*\s+){{1,4}}?(?:{_WORDS_OF_STREETS})\b\.?"
    rf"(?:,\s*(?:flat|apt\.?|apartment|unit|suite)\s*#?\w{{1,5}})?(?:{_TOWN})?",
    # Hauptstraße 12, 10115 Berlin
    rf"\b[^\W\d][\w.-]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|straat|laan|gatan|vej)\s*\d{{1,4}}"
    rf"\s?[a-z]?\b(?:{_TOWN})?",
    # 12 rue de la Paix, 75002 Paris; Via Roma 5, 20121 Milano
    rf"(?:\b\d{{1,4}},?\s+)?\b(?:rue|calle|via|viale|rua|avenida|ul\.|ulica|piazza|plaza)\s+"
    rf"(?:[^\W\d][\w'’.-]*\s*){{1,4}}?(?:,?\s*\b\d{{1,4}}(?:/\d+)?\b)?(?:{_TOWN})",
    r"\bp\.?\s?o\.?\s?box\s+\d+",
    r"(?<=\baddress is )[^.!?\n]+",
    r"(?<=\baddress: )[^.!?\n]+",
    r"(?<=\baddress to )(?=[^.!?\n]*\d)[^.!?\n]+",
    r"(?<=\bi live at )[^.!?\n]+",
    rf"(?:(?<=\bi live in )|(?<=\bi moved to ))(?!(?:the )?(?:{_COUNTRIES})\b)[^,.!?\n]+?"
    r"(?=\s+(?:and|but|so|now)\b|[,.!?\n]|$)",
)
_TLD = "com|org|net|de|fr|es|it|nl|pl|uk|us|io|eu|info|edu|gov"
_EMAILS = (
    r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+",
    rf"[\w.+-]+\s*(?:\(at\)|\[at\]|\sat\s)\s*[\w-]+\s*(?:\(dot\)|\[dot\]|\sdot\s|\.)\s*(?:{_TLD})\b",
)
_PHONES = (
    r"(?<![\w+])(?:\+|00)\d[\d\s().-]{6,18}\d(?!\w)",
    r"(?<![\w-])\(?0\d[\d\s()/.-]{6,14}\d(?!\w)",
    r"(?<![\w-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])",
    r"(?:(?<=phone )|(?<=phone: )|(?<=phone is )|(?<=phone number is )|(?<=call me on )|(?<=call me at )"
    r"|(?<=mobile )|(?<=mobile is )|(?<=mobile: )|(?<=tel )|(?<=tel: )|(?<=tel\. )|(?<=whatsapp )"
    r"|(?<=text me on )|(?<=text me at )|(?<=reach me on )|(?<=reach me at ))\d[\d\s().-]{5,14}\d",
)
_CARD_CONTEXT = r"(?:card|visa|mastercard|maestro|amex|debit|credit)"
_CARDS = (
    rf"(?<=\b){_CARD_CONTEXT}\D{{0,25}}(\d(?:[ -]?\d){{12,18}})(?!\w)",
    r"(?<![\w#])(?<!order )(?<!number )(?<! no )(?<!no\. )(\d{4}([ -])\d{4}\2\d{4}\2\d{4})(?![\w-])",
    r"(?<![\w#])(3[47]\d{2}[ -]\d{6}[ -]\d{5})(?!\w)",
)
_CARD_ENDS = (
    rf"\b{_CARD_CONTEXT}\b[^\d\n.]{{0,30}}?(?<!\d)(\d{{4}})(?!\d)",
    r"(?:[•*x]{2,}[ -]?)(\d{4})(?!\d)",
    r"\b(?:cvv|cvc|security code|pin)\b\D{0,12}(\d{3,4})(?!\d)",
)
_ACCOUNTS = (r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b",)
_BIRTHDAYS = (
    r"(?:\bborn(?: on)?|\bbirthday(?: is)?|\bdate of birth(?: is)?|\bdob)\W{0,3}"
    r"(\d{1,4}[./ -](?:\d{1,2}|[a-z]{3,9})[./ -]\d{2,4})",
)
_HANDLES = (r"(?<![\w@.])@\w{3,}",)
_WORD = r"[^\W\d_][\w'’-]*"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞĀ-Ž])[\w'’-]*"
_CAPITALS = rf"{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}"
_NOT_A_NAME = r"(?!(?:and|but|so|i|my|the|not|please|can|could|you|for|on|in|at|with|to|is|was)\b)"
_NAMES = (
    rf"\b(?:my (?:full |first |last )?name is|my name'?s|name(?: on (?:the|my) \w+)?(?: is|:)|"
    rf"surname(?: is|:)?|i am called|they call me|in the name of|under the name(?: of)?|"
    rf"ordered by|addressed to|account of)\s+"
    rf"({_NOT_A_NAME}{_WORD}(?:\s+{_NOT_A_NAME}{_WORD}){{0,2}})",
    rf"\b(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|señora?|monsieur|madame)\b\.?\s+({_WORD}(?:\s+{_CAPITAL})?)",
    rf"\b(?:i am|i'm|i’m|im|this is|it is|it's|it’s|here is|speaking to|name)\s+({_CAPITALS})",
    rf"(?:\b(?:regards|sincerely|faithfully|truly|wishes|cheers|greetings|love|thanks|thank you|thx|yours)\b"
    rf"[,.!]?\s*[\n,–-]\s*)({_CAPITALS})\s*[.!]?\s*(?=$|\n)",
    rf"\b(?:husband|wife|mother|mum|mom|father|dad|son|daughter|sister|brother|friend|partner|colleague|"
    rf"neighbou?r)\s+({_CAPITALS})",
)
_ORDERS = (
    r"(?<![\w#])#?\d(?:[ .-]?\d){11,19}(?!\w|[ .-]\d)",
    r"(?<!\w)(?:#\s?[A-Za-z]{0,3}|[A-Za-z]{1,3})-?\d(?:[.-]?\d){4,19}(?!\w)",
    r"(?:(?<=order )|(?<=order no )|(?<=order number )|(?<=parcel )|(?<=package )|(?<=number ))"
    r"\d{5,11}(?!\w)",
)
_ENDING = (
    r"\b(?:end(?:s|ing)?\s+(?:in|with|on)|last\s+(?:four|4|digits?))(?:\s+\w+){0,3}?\s*:?\s*#?(\d{3,6})\b"
)


def _compiled(patterns: Collection[str]) -> tuple[re.Pattern, ...]:
    return tuple(re.compile(pattern, _ANY_CASE) for pattern in patterns)


NAMES = _compiled(_NAMES)
ORDERS = _compiled(_ORDERS)
CARD_ENDS = _compiled(_CARD_ENDS)
ENDING = re.compile(_ENDING, _ANY_CASE)
CONSTANTS = (
    (_compiled(_EMAILS), EMAIL),
    (_compiled(_ACCOUNTS), ACCOUNT),
    (_compiled(_BIRTHDAYS), BIRTHDAY),
    (_compiled(_CARDS), CARD),
    (_compiled(_PHONES), PHONE),
    (_compiled(_ADDRESSES), ADDRESS),
    (_compiled(_HANDLES), HANDLE),
)
