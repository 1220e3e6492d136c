import re
from dataclasses import fields
from itertools import pairwise

import pytest

from bot.domain.people import Person
from bot.domain.templates import OurTexts, Template
from bot.domain.words import GESTURES, EventKind, OccasionKind, ReminderKind
from bot.i18n.drafts import DEATH, DraftFacts, draft_texts, ordinal, texts_on
from bot.i18n.placeholders import places
from bot.i18n.text_bank import bank
from bot.i18n.words import FEASTS

PEOPLE = [
    Person(1, "Ratna Wulandari", "Bu", call_name="Ratna"),
    Person(1, "I Made Wirawan", "Pak"),
    Person(1, "Dewi Anggraini", "dr."),
    Person(1, "Eleanor Whitfield", "Ms", call_name="Eleanor"),
    Person(1, "Liem Mei Hwa"),
    None,
]
REMINDERS: list[tuple[ReminderKind, str | None]] = [
    (ReminderKind.CHECK_IN, None),
    (ReminderKind.UPDATE, None),
    (ReminderKind.GESTURE, None),
    *((ReminderKind.GESTURE, purpose.value) for purpose in GESTURES),
    *((ReminderKind.CONGRATULATION, kind.value) for kind in OccasionKind),
    *((ReminderKind.CONGRATULATION, feast) for feast in FEASTS),
    (ReminderKind.CONGRATULATION, "Pesta Danau"),
    *((ReminderKind.CONGRATULATION, kind.value) for kind in EventKind if kind is not EventKind.BEREAVEMENT),
    (ReminderKind.CONDOLENCE, None),
    (ReminderKind.CONDOLENCE, EventKind.BEREAVEMENT.value),
    (ReminderKind.CONDOLENCE, DEATH),
    (ReminderKind.THANKS, None),
    (ReminderKind.INTRODUCE, None),
    (ReminderKind.RENEWAL, None),
]
SENDER = DraftFacts(sender="Rina")
EVERYTHING = DraftFacts(
    nth="ke-7", sender="Rina", organisation="Yayasan Contoh", partner="Yayasan Pelita", years="7", occasion="Hari Guru",
    relation="ayahanda", deceased="Pak Budi", role="direktur", award="Penghargaan Kalpataru", help="ruang rapat",
    news="Klinik keliling sudah berjalan.", offer="Dua tempat pelatihan sudah siap.", contact="Bu Sari",
    previous="Agus", ends="30 November", belated=True,
)  # fmt: skip


def drafts(
    kind: ReminderKind, subject: str | None, language: str, person: Person | None, facts: DraftFacts
) -> list[str]:
    return [draft.text for draft in draft_texts(kind, subject, language, person, facts)]


@pytest.mark.parametrize("language", ["id", "en"])
def test_places_are_facts_and_every_alternative_can_be_reached(language: str) -> None:
    known = {field.name for field in fields(DraftFacts)} | {"addressee", "you", "family"}
    for text in (text for texts in bank(language).values() for text in texts):
        for sentence in text.sentences:
            assert all(places(wording) <= known for wording in sentence.wordings), text.key
            for earlier, later in pairwise(sentence.wordings):
                assert places(earlier) - places(later), f"{text.key}: {later!r} is never reached"


def test_condolence_is_plain() -> None:
    ratna = PEOPLE[0]
    facts = DraftFacts(sender="Rina", organisation="Yayasan Contoh", relation="ayahanda")
    assert drafts(ReminderKind.CONDOLENCE, "bereavement", "id", ratna, facts)[0] == (
        "Bu Ratna, kami turut berdukacita atas berpulangnya ayahanda Ibu. Semoga Ibu dan keluarga diberi ketabahan."
        "\n\nRina dan keluarga besar Yayasan Contoh"
    )
    eleanor = PEOPLE[3]
    facts = DraftFacts(sender="Rina", organisation="Yayasan Contoh", relation="father")
    assert drafts(ReminderKind.CONDOLENCE, "bereavement", "en", eleanor, facts)[0] == (
        "Dear Eleanor, we are so sorry to hear of the death of your father. You and your family are in our thoughts."
        "\n\nRina, for all of us at Yayasan Contoh"
    )


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("subject", ["bereavement", DEATH])
def test_condolences_have_no_exclamation_and_no_warm_closing(subject: str, language: str) -> None:
    for text in drafts(ReminderKind.CONDOLENCE, subject, language, PEOPLE[0], EVERYTHING):
        assert not re.search(r"!|Salam hangat|Warm regards", text)


def test_a_late_birthday_says_so_and_a_feast_does_not() -> None:
    late = DraftFacts(sender="Rina", belated=True)
    assert all(
        re.search("terlambat|telat|baru sempat", text)
        for text in drafts(ReminderKind.CONGRATULATION, "birthday", "id", PEOPLE[0], late)
    )
    assert not any("terlambat" in text for text in drafts(ReminderKind.CONGRATULATION, "natal", "id", PEOPLE[0], late))


def test_names_may_hold_braces() -> None:
    odd = Person(1, "{sender}", "Bu")
    assert "Bu {sender}" in drafts(ReminderKind.CHECK_IN, None, "id", odd, SENDER)[0]


def test_what_needs_no_words_has_no_draft() -> None:
    assert drafts(ReminderKind.GESTURE, "coordination", "id", PEOPLE[0], SENDER) == []


def test_a_language_without_drafts_gets_english_ones() -> None:
    spoken = drafts(ReminderKind.CHECK_IN, None, "fr", PEOPLE[0], SENDER)
    assert spoken == drafts(ReminderKind.CHECK_IN, None, "en", PEOPLE[0], SENDER)


def test_the_bots_own_words_never_stand_in_a_draft() -> None:
    for kind, subject in REMINDERS:
        for text in drafts(kind, subject, "id", PEOPLE[0], EVERYTHING):
            assert not re.search(r"\b([Kk]ita|[Aa]nda|[Kk]amu)\b", text), text


def test_own_texts_come_first_and_what_is_switched_off_does_not_come() -> None:
    first, *others = draft_texts(ReminderKind.CONGRATULATION, "birthday", "id", PEOPLE[0], SENDER)
    own = Template("birthday", "id", "Selamat ulang tahun {nth}. Sehat selalu, {addressee}!", id=7)
    ours = OurTexts((own,), frozenset([("id", first.key)]))
    found = draft_texts(ReminderKind.CONGRATULATION, "birthday", "id", PEOPLE[0], SENDER, ours=ours)
    assert [one.key for one in found] == ["own.7", *(one.key for one in others)]
    assert found[0].text == "Sehat selalu, Bu Ratna!\n\nSalam hangat,\nRina"


def test_own_text_that_would_greet_nobody_is_not_offered() -> None:
    own = Template("birthday", "id", "Selamat ulang tahun yang {nth}, {addressee}! Sehat selalu.", id=7)
    for facts, offered in ((SENDER, False), (EVERYTHING, True)):
        found = texts_on("birthday", "id", PEOPLE[0], facts, ours=OurTexts((own,)))
        assert (found[0].key == "own.7") is offered


def test_own_text_that_signs_itself_gets_no_closing_and_keeps_its_lines() -> None:
    own = Template("birthday", "id", "{addressee}, selamat!\n\nDari {partner}.\nSalam, {sender}", id=7)
    ours = OurTexts((own,))
    found = draft_texts(ReminderKind.CONGRATULATION, "birthday", "id", PEOPLE[0], SENDER, ours=ours)
    assert found[0].text == "Bu Ratna, selamat!\n\nSalam, Rina"


def test_ordinals_are_written_as_the_language_does() -> None:
    assert [ordinal("id", n) for n in (1, 3, 50)] == ["pertama", "ke-3", "ke-50"]
    assert [ordinal("en", n) for n in (1, 2, 3, 4, 11, 21, 112)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "21st",
        "112th",
    ]


def test_who_is_called_by_name_alone_is_first_offered_what_says_it_seldom() -> None:
    mei = Person(1, "Liem Mei Hwa")
    for topic in ("birthday", "illness", "check_in", "award"):
        counts = [one.text.count(mei.name) > 2 for one in texts_on(topic, "id", mei, EVERYTHING)]
        assert counts == sorted(counts)
        assert not any(counts[:2])
