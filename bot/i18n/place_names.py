"""What the places of a text are called in each language; a text is kept with our own names for them."""

import re
from difflib import get_close_matches

from bot.domain.templates import places_on

PLACE_NAMES: dict[str, dict[str, str]] = {
    "id": {
        "addressee": "nama",
        "you": "sapaan",
        "family": "sekeluarga",
        "partner": "mitra",
        "organisation": "organisasi",
        "sender": "pengirim",
        "years": "tahun",
        "nth": "keberapa",
        "occasion": "hari",
        "relation": "kerabat",
        "deceased": "mendiang",
        "role": "jabatan",
        "award": "penghargaan",
        "last": "kabar_terakhir",
        "needs": "kebutuhan",
        "promise": "janji",
        "news": "kabar",
        "offer": "penawaran",
        "contact": "kenalan",
        "help": "bantuan",
        "request": "permintaan",
        "ends": "tanggal_akhir",
        "previous": "pendahulu",
        "offers": "yang_ditawarkan",
        "first": "pihak_pertama",
        "first_at": "tempat_pertama",
        "first_does": "kerja_pertama",
        "second": "pihak_kedua",
        "second_at": "tempat_kedua",
        "second_does": "kerja_kedua",
        "contact_at": "tempat_kenalan",
        "contact_does": "kerja_kenalan",
    },
    "en": {
        "addressee": "name",
        "you": "you",
        "family": "family",
        "partner": "partner",
        "organisation": "organisation",
        "sender": "sender",
        "years": "years",
        "nth": "nth",
        "occasion": "day",
        "relation": "relation",
        "deceased": "deceased",
        "role": "role",
        "award": "award",
        "last": "last_news",
        "needs": "needs",
        "promise": "promise",
        "news": "news",
        "offer": "offer",
        "contact": "contact",
        "help": "help",
        "request": "request",
        "ends": "end_date",
        "previous": "predecessor",
        "offers": "what_they_offer",
        "first": "first",
        "first_at": "first_partner",
        "first_does": "first_offers",
        "second": "second",
        "second_at": "second_partner",
        "second_does": "second_offers",
        "contact_at": "contact_partner",
        "contact_does": "contact_offers",
    },
}
"""By language: our own name, and what it is called."""

_KNOWN = {name: own for names in PLACE_NAMES.values() for own, name in names.items()} | {
    own: own for own in PLACE_NAMES["en"]
}
_PLACE = re.compile(r"\{([^{}]*)\}")


def canonical(text: str) -> str:
    """The text with our own names, from those of any language; what is not known stays as it was typed."""
    return _PLACE.sub(lambda found: "{" + _own(found[1]) + "}", text)


def localised(text: str, language: str) -> str:
    """The text with the names of a language, as its readers see it."""
    names = PLACE_NAMES.get(language, PLACE_NAMES["en"])
    return _PLACE.sub(lambda found: "{" + names.get(found[1], found[1]) + "}", text)


def names_on(topic: str, language: str) -> list[str]:
    """What the places that fit a topic are called, each in its braces."""
    return [localised("{" + place + "}", language) for place in places_on(topic)]


def close_to(name: str, topic: str, language: str) -> str | None:
    """The place that was probably meant by a name that there is none of."""
    names = [one.strip("{}") for one in names_on(topic, language)]
    found = get_close_matches(_folded(name), names, n=1, cutoff=0.6)
    return "{" + found[0] + "}" if found else None


def _own(name: str) -> str:
    return _KNOWN.get(_folded(name), name)


def _folded(name: str) -> str:
    return "_".join(name.casefold().split())
