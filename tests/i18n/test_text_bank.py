"""The bank as a whole: enough texts for everything, in both languages and tones, and none with a hole in it."""

import re
from dataclasses import replace

import pytest

from bot.domain.people import Person
from bot.domain.templates import INTRODUCED, LANGUAGES, OF_OTHERS, PUBLIC, TOPICS
from bot.domain.words import Tone
from bot.i18n.drafts import DraftFacts, texts_on
from bot.i18n.placeholders import TextFault
from bot.i18n.text_bank import bank, read_texts

COMMON = (
    *("birthday", "founding", "partnership", "check_in", "update", "gesture_thanks", "thanks", "new_role", "wedding"),
    *("birth", "illness", "bereavement", "death", "award", "introduce", "promise", "renewal", "follow_up"),
    *PUBLIC,
    *INTRODUCED,
    *("idulfitri", "natal", "imlek", "nyepi", "waisak", "new_year", "independence"),
)
QUIET = ("bereavement", "death")
SALUTATIONS = (
    *("Bapak", "Pak", "Bpk.", "Ibu", "Bu", "Mas", "Mbak", "Mama", "Bli", "Kak", "Ci", "dr.", "drg.", "Prof.", "Dr."),
    *("Prof. Dr.", "Bapak dr.", "Ibu Dr.", "Bapak Prof. Dr. Ir.", "Bhante", "Romo", "Suster", "Ustaz", "Ustazah"),
    *("Pendeta", "Pdt.", "Kiai", "Ms", "Mr", "Mrs", "Mx"),
)
PEOPLE = (
    *(Person(1, "Made Wirawan", salutation) for salutation in SALUTATIONS),
    *(Person(1, "Pak Made", salutation, call_name="Made") for salutation in SALUTATIONS[::4]),
    Person(1, "Liem Mei Hwa"),
    Person(1, "Pak Budi Santoso", "Bapak"),
    Person(1, "Dr. Hendra", "Dr."),
    Person(1, "PT Maju Tbk.", "Bapak"),
    None,
)
ALONE = DraftFacts(sender="Rina")
HOUSE = replace(ALONE, organisation="Yayasan Contoh", partner="PT Maju Tbk.")
EVERYTHING = replace(
    HOUSE, partner="Klinik Sehat", years="tujuh", nth="ke-7", occasion="Hari Guru", relation="ayahanda",
    deceased="Pak Budi", role="Kepala Dinas.", award="Penghargaan Kalpataru!", help=" ruang rapat. ",
    last="cari dokter;", news="Klinik keliling\n sudah berjalan", offer="Dua tempat pelatihan sudah siap.",
    contact="Bu Sari", needs="relawan,", previous="Agus", ends="30 November 2026",
    promise="kirim daftar pelatihan.", request="pinjam aula?", offers="klinik keliling.", first="dr. Dewi Anggraini",
    first_at="PT Maju Tbk.", first_does="pelatihan.", second="Bu Sari", second_at="Radio Kota", second_does="siaran",
    contact_at="Radio Kota", contact_does="siaran;",
)  # fmt: skip
FACTS = (ALONE, HOUSE, EVERYTHING, replace(EVERYTHING, belated=True))
HOLE = re.compile(
    r"None|[{}|]|\S  |[ (][,.;:!?]|[,;:]\s*[,.;:!?]|\.\.|[!?][.,;:]|\(\)|\b(?:Pak|Bapak|Bpk\.) (?:Pak|Bapak)\b"
    r"|\b(?:Bu|Ibu) (?:Bu|Ibu)\b|\b(\w+\.?) \1\b"
)
SENTENCE_END = re.compile(r"[.!?][”\")]?(?: [^\w\s]{1,2})?(?: |$)")
ENDS = {
    ("id", Tone.FORMAL): "Salam hormat,\nRina", ("id", Tone.FAMILIAR): "Salam hangat,\nRina",
    ("en", Tone.FORMAL): "Kind regards,\nRina", ("en", Tone.FAMILIAR): "Warm regards,\nRina",
}  # fmt: skip
QUIET_ENDS = {"id": "Rina dan keluarga besar Yayasan Contoh", "en": "Rina, for all of us at Yayasan Contoh"}


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_text_to_everybody_is_whole(topic: str, language: str, tone: Tone) -> None:
    for facts in FACTS:
        sign = ENDS[language, tone] + (f", {facts.organisation}" if facts.organisation else "")
        if topic in PUBLIC:
            sign = ""
        elif topic in QUIET:
            sign = QUIET_ENDS[language] if facts.organisation else "Rina"
        for person in PEOPLE:
            found = texts_on(topic, language, person, facts, tone)
            assert len({one.text for one in found}) == len(found) >= (3 if topic in COMMON else 2)
            for one in found:
                body, _, end = one.text.rpartition("\n\n") if sign else (one.text, "", "")
                assert not HOLE.search(one.text), one.text
                assert end == sign, one
                assert SENTENCE_END.search(body[-4:]), one.text
                assert body[0].isupper() or body.startswith(("dr.", "drg.")), one.text
                if topic in OF_OTHERS:
                    continue
                assert person is None or (person.call_name or person.name.split()[-1]) in body, one.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_texts_for_everything_in_both_tones(language: str) -> None:
    for topic in TOPICS:
        texts = bank(language)[topic]
        assert len(texts) >= (5 if topic in COMMON else 2), topic
        for tone in Tone:
            assert sum(one.tone in (None, tone) for one in texts) >= (3 if topic in COMMON else 2), (topic, tone)


def test_both_languages_have_the_same_texts_under_the_same_keys() -> None:
    keys = [{one.key: one.tone for texts in bank(language).values() for one in texts} for language in LANGUAGES]
    assert keys[0] == keys[1]
    assert len(keys[0]) == sum(len(texts) for texts in bank("id").values())
    assert all(len(key) <= 80 for key in keys[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_condolences_are_plain(language: str) -> None:
    for topic in QUIET:
        for text in bank(language)[topic]:
            words = " ".join(wording for sentence in text.sentences for wording in sentence.wordings)
            assert not re.search(r"!|[^\x00-\x7f]|\b[Hh]alo\b|Hello", words), text.key


def test_who_has_no_family_of_their_own_is_not_greeted_with_one() -> None:
    for salutation in ("Romo", "Bhante", "Suster"):
        person = Person(1, "Made", salutation)
        for topic in TOPICS - {*QUIET, "imlek", "paskah", "wedding", "birth"}:
            for one in texts_on(topic, "id", person, EVERYTHING):
                assert f"{salutation} dan keluarga" not in one.text, one.text


def test_lateness_is_known() -> None:
    nyepi = [one.text for one in texts_on("nyepi", "id", PEOPLE[0], replace(HOUSE, belated=True))]
    assert not any("Nyanggra" in text or "erlambat" in text for text in nyepi)
    lebaran = [one.text for one in texts_on("idulfitri", "id", PEOPLE[0], replace(HOUSE, belated=True))]
    assert not any("perjalanannya aman" in text or "erlambat" in text for text in lebaran)
    for language, late in (("id", r"terlambat|telat|baru sempat"), ("en", r"late|belated")):
        for tone in Tone:
            for one in texts_on("birthday", language, PEOPLE[0], replace(HOUSE, belated=True), tone):
                assert len(re.findall(late, one.text)) == 1, one.text


@pytest.mark.parametrize("written", ["Selamat!", "[pesta.a]\nHalo.", "[natal.A]\nHalo.", "[natal.a] ramah\nHalo."])
def test_a_file_that_is_not_written_as_it_should_is_refused(written: str) -> None:
    with pytest.raises(TextFault):
        read_texts(written)


def test_a_title_keeps_its_letters_where_two_partners_meet() -> None:
    """A doctor of medicine is "dr.", and nobody's doctorate is made up."""
    assert not [one.text for one in texts_on("introduced_both", "id", None, EVERYTHING) if "Dr. Dewi" in one.text]
