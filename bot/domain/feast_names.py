"""What people call the feasts, in Indonesian and English, in all the ways they spell them."""

import re
import unicodedata

_ALIASES: dict[str, str] = {
    "new_year": "tahun baru, tahun baru masehi, 1 januari, new year, new years, new years day, new years eve",
    "imlek": (
        "tahun baru imlek, tahun baru china, tahun baru cina, tahun baru tionghoa, tahun baru kongzili, sincia, "
        "sin cia, konyan, chinese new year, chinese newyear, cny, lunar new year, spring festival, gong xi fa cai"
    ),
    "isra_miraj": (
        "isra miraj, isra mikraj, isra mi raj, isra dan miraj, isra dan mikraj, isra and miraj, isro miroj, isro "
        "mikroj, miraj, mikraj, isra wal miraj, israk mikraj, israk miraj, night journey, isra, isro"
    ),
    "nyepi": "nyepi, hari suci nyepi, tahun baru saka, tahun baru caka, day of silence, silence day, balinese new year",
    "ramadan": (
        "ramadan, ramadhan, romadhon, romadon, ramadlan, ramazan, bulan ramadan, bulan ramadhan, bulan suci "
        "ramadan, bulan suci ramadhan, 1 ramadan, 1 ramadhan, awal ramadan, awal ramadhan, puasa, awal puasa, "
        "bulan puasa, puasa ramadan, puasa ramadhan, fasting month, start of ramadan"
    ),
    "paskah": "paskah, minggu paskah, kebangkitan yesus, kebangkitan yesus kristus, easter, easter sunday, easter day",
    "kenaikan": (
        "kenaikan, kenaikan isa almasih, kenaikan isa al masih, kenaikan yesus, kenaikan yesus kristus, kenaikan "
        "tuhan, kenaikan tuhan yesus, ascension, ascension day, ascension of christ, ascension thursday"
    ),
    "idulfitri": (
        "idulfitri, idul fitri, idul fitrah, iedul fitri, ied fitri, id fitri, eidul fitri, idulfithri, idul "
        "fithri, iedul fithri, aidilfitri, aidil fitri, lebaran, lebaran idulfitri, lebaran idul fitri, hari "
        "lebaran, 1 syawal, eid, ied, eid al fitr, eid ul fitr, eid fitr, eid al fitri, id al fitr, id ul fitr, "
        "eid mubarak"
    ),
    "waisak": "waisak, waisyak, wesak, vesak, waisak day, tri suci waisak, trisuci waisak, buddha day, buddha purnima",
    "iduladha": (
        "iduladha, idul adha, iedul adha, ied adha, id adha, eidul adha, idulkurban, idul kurban, idul qurban, "
        "iedul qurban, aidiladha, aidil adha, kurban, qurban, lebaran haji, lebaran kurban, lebaran qurban, 10 "
        "zulhijah, 10 dzulhijjah, eid al adha, eid ul adha, eid adha, id al adha, id ul adha, feast of sacrifice"
    ),
    "muharram": (
        "muharram, muharam, 1 muharram, 1 muharam, satu muharram, tahun baru islam, tahun baru hijriah, tahun baru "
        "hijriyah, tahun baru hijriyyah, 1 suro, satu suro, islamic new year, hijri new year, hijriah new year, "
        "muslim new year"
    ),
    "maulid": (
        "maulid, maulid nabi, maulud, maulud nabi, mulud, muludan, maulid nabi muhammad, maulid nabi muhammad saw, "
        "maulidan, maulid rasul, mawlid, mawlid al nabi, mawlid an nabi, milad un nabi, prophets birthday, prophet "
        "muhammads birthday, birthday of the prophet"
    ),
    "deepavali": "deepavali, deepawali, diwali, divali, dipavali, dipawali, festival of lights",
    "natal": (
        "natal, natalan, kelahiran yesus, kelahiran yesus kristus, kelahiran isa almasih, christmas, christmas "
        "day, xmas, x mas, x mass, xmass, nativity, 25 desember, 25 december"
    ),
    "galungan": "galungan, hari suci galungan",
    "kuningan": "kuningan, hari suci kuningan",
    "independence": (
        "kemerdekaan, hari kemerdekaan, kemerdekaan ri, kemerdekaan indonesia, kemerdekaan republik indonesia, hut "
        "ri, proklamasi, proklamasi kemerdekaan, dirgahayu ri, 17 agustus, 17an, tujuhbelasan, agustusan, 17 "
        "agustusan, independence, independence day, indonesian independence day, indonesia independence day, 17 "
        "august"
    ),
}
_LEADING = re.compile(
    r"^(?:hari raya|hari besar|hari|selamat|perayaan|peringatan|ucapan|pesta"
    r"|happy|merry|blessed|feast of|festival of|the) "
)
# "Tahun baru 1448" is not the first of January: of a new year only the Gregorian number may be left out.
_TRAILING = re.compile(r" (?:20[0-9]{2}(?: m)?|day|ke [0-9]{1,3})$|(?<!tahun baru) (?:1[3-9]|2[56])[0-9]{2}(?: h)?$")
_SEPARATOR = re.compile(r"[;,/+&|\n\t]+| (?:dan|and|serta|plus) ", re.IGNORECASE)


def _words(text: str) -> str:
    """Lower case without accents, apostrophes and hyphens; single spaces."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    # "Isra' Mi'raj", "New Year's" and "Jum'at" lose the apostrophe; every other sign parts words.
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.lower().replace("'", "").replace("`", "")).split())


def _compact(words: str) -> str:
    return words.replace(" ", "")


def folded(name: str) -> str:
    """A name without case, accents, blanks and signs, for comparing; letters of other scripts stay."""
    words = _compact(_words(name))
    return words or _compact(name.casefold())


KEYS = tuple(_ALIASES)
"""The feasts of the design, in the order of the year."""

_BY_NAME = {
    _compact(name): key for key, names in _ALIASES.items() for name in (*names.split(", "), key.replace("_", " "))
}
_LONGEST = 60
"""Letters past which nothing is the name of a feast."""


def key_named(text: str) -> str | None:
    """The key of the feast that is called so, or None. Case, spaces, apostrophes and "hari raya" make no difference."""
    if len(text) > _LONGEST:
        return None
    words = _words(text)
    while words:
        key = _BY_NAME.get(_compact(words))
        if key is not None:
            return key
        shorter = _TRAILING.sub("", _LEADING.sub("", words, count=1), count=1)
        if shorter == words:
            return None
        words = shorter
    return None


def split_names(text: str) -> list[str]:
    """The names in a list parted by ``; , / + &``, line breaks, "dan" or "and".

    A feast whose name holds such a word stays whole.
    """
    if key_named(text) is not None:
        return [text.strip()]
    return [name for part in _SEPARATOR.split(text) if (name := part.strip(" .\"'()[]"))]
