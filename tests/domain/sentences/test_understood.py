"""What is not sure is asked; what is no log is not taken for one; nothing that is typed does harm."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.search import Entry, NameIndex
from bot.domain.search.wordlists import listed
from bot.domain.sentences import (
    LEXICON,
    DidItHappen,
    IndexedRoster,
    NoSuchDay,
    NotLog,
    Party,
    Understood,
    UnknownPerson,
    WhichDay,
    WhichPartner,
    WhichPerson,
    WhichPurpose,
    as_json,
    understand,
)
from bot.domain.sentences.stems import Voice, forms_of
from bot.domain.words import Channel, Direction, EventKind, Purpose
from tests.domain.sentences.rosters import roster

TODAY = date(2026, 7, 8)  # a Wednesday


def _read(text: str) -> Understood:
    return understand(text, TODAY, roster("held_out_more_roster.csv"))


def test_homonyms_are_asked_about() -> None:
    read = _read("ketemu Mas Eko")
    assert read.partner_id is None
    assert read.person_id is None
    assert read.questions == (WhichPerson((Party(8, 10), Party(9, 11))),)


@pytest.mark.parametrize(
    "text",
    [
        "ketemu Mas Eko Karang Taruna Mawar",
        "ketemu Mas Eko Mawar",
        "mampir ke Karang Taruna Mawar ketemu mas eko",
        "ketemu Mas Eko Wibowo",
    ],
)
def test_the_partner_or_more_of_the_name_settles_a_homonym(text: str) -> None:
    read = _read(text)
    assert (read.partner_id, read.person_id) == (9, 11)


def test_a_name_of_the_other_sex_is_doubtful() -> None:
    assert not _read("ketemu Bu Hari").sure
    assert _read("ketemu Pak Hari").sure


@pytest.mark.parametrize("text", ["telepon Bu Indha nanya kabar", "ketemu Bu Indah Sari", "telepon Bu Ind nanya kabar"])
def test_a_misspelt_or_longer_name_is_asked_about(text: str) -> None:
    read = _read(text)
    assert read.person_id == 1
    assert WhichPerson((Party(1, 1),)) in read.questions


def test_a_name_misspelt_in_one_of_several_words_is_clear() -> None:
    read = _read("telepon Bu Indha Permatasari nanya kabar")
    assert read.sure
    assert read.person_id == 1


@pytest.mark.parametrize("text", ["rapat sama Yayasan Harapan Bangsa", "kirim laporan ke Yayasan Mitra Keluarga"])
def test_a_partner_that_only_resembles_is_asked_about(text: str) -> None:
    read = _read(text)
    assert isinstance(read.questions[0], WhichPartner)
    assert not read.sure


def test_a_stranger_is_said_to_be_one() -> None:
    assert _read("telepon Pak Joko nanya kabar").questions == (UnknownPerson("Pak Joko"), WhichPartner())
    read = _read("telepon Pak Joko Bank Sumber Rejeki nanya kabar")
    assert read.partner_id == 4
    assert read.questions == (UnknownPerson("Pak Joko"),)


def test_several_people_make_more_than_one_party() -> None:
    read = _read("ketemu Pak Hari dan Bu Retno")
    assert (read.partner_id, read.person_id, read.more) == (3, 4, (Party(10, 12),))
    assert not read.sure


def test_minggu_is_sunday_or_a_week() -> None:
    read = _read("ketemu Pak Hari minggu")
    assert isinstance(read.questions[0], WhichDay)
    assert date(2026, 7, 5) in read.questions[0].options


@pytest.mark.parametrize("text", ["ketemu Pak Hari 32 Juli", "31/2 telepon Pak Hari"])
def test_a_day_that_does_not_exist_is_no_day(text: str) -> None:
    read = _read(text)
    assert read.on is None
    assert isinstance(read.questions[0], NoSuchDay)


@pytest.mark.parametrize(
    "text",
    ["besok telepon Pak Hari", "nanti sore telepon Pak Hari", "tidak ketemu Pak Hari", "will call Mark tomorrow"],
)
def test_what_has_not_happened_is_asked_about(text: str) -> None:
    assert DidItHappen() in _read(text).questions


def test_a_plan_has_its_day_ahead() -> None:
    read = _read("besok ketemu Pak Hari")
    assert read.planned
    assert read.on == date(2026, 7, 9)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("undang Pak Hari ke seminar 25 Juli", TODAY),
        ("minta data ke Pak Hari untuk acara 17 Agustus", TODAY),
        ("kemarin undang Pak Hari ke acara Sabtu depan", date(2026, 7, 7)),
        ("emailed Mark the annual report last Friday", date(2026, 7, 3)),
    ],
)
def test_the_day_of_a_topic_is_not_the_day_of_the_contact(text: str, on: date) -> None:
    assert _read(text).on == on


@pytest.mark.parametrize(
    "text", ["minta jadwal ke Pak Hari", "nagih kuitansi ke Pak Hari", "telepon Pak Hari soal xyz"]
)
def test_a_purpose_that_could_be_another_is_asked_about(text: str) -> None:
    assert any(isinstance(question, WhichPurpose) for question in _read(text).questions)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("halo apa kabar", NotLog.GREETING),
        ("Selamat pagi!", NotLog.GREETING),
        ("makasih banyak ya", NotLog.GREETING),
        ("siapa yang ulang tahun minggu ini?", NotLog.QUESTION),
        ("sudah ketemu Pak Hari belum?", NotLog.QUESTION),
        ("did we thank Mark?", NotLog.QUESTION),
        ("tolong buatkan ringkasan", NotLog.ORDER),
        ("ingatkan saya telepon Pak Hari besok", NotLog.ORDER),
        ("Pak Hari", NotLog.NAME),
        ("karya bakti energi", NotLog.NAME),
        ("belum sempat telepon Pak Hari", NotLog.NOT_YET),
        ("tidak jadi ketemu Pak Hari", NotLog.NOT_YET),
        ("nomor HP Pak Hari berapa ya", NotLog.QUESTION),
        ("Pak Hari ulang tahunnya kapan", NotLog.QUESTION),
        ("jangan lupa telepon Pak Hari", NotLog.ORDER),
        ("tolong carikan kontak Pak Hari", NotLog.ORDER),
        ("buatin rekap dong", NotLog.ORDER),
        ("nanti sore rapat tim", NotLog.NOTHING),
        ("Happy new year everyone!", NotLog.GREETING),
        ("oke nanti saya kabari", NotLog.NOTHING),
        ("hujan deras", NotLog.NOTHING),
        ("🙂🙂🙂", NotLog.NOTHING),
        ("你好吗", NotLog.NOTHING),
        ("", NotLog.NOTHING),
    ],
)
def test_what_is_no_log_is_not_taken_for_one(text: str, reason: NotLog) -> None:
    read = _read(text)
    assert (read.is_log, read.not_log) == (False, reason)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Pak Hari sakit", EventKind.ILLNESS),
        ("Bu Retno meninggal kemarin", EventKind.BEREAVEMENT),
        ("Kang Ujang baru dilantik jadi ketua", EventKind.NEW_ROLE),
        ("Mbak Suci menikah", EventKind.WEDDING),
    ],
)
def test_a_mere_event_is_no_contact_and_keeps_its_person(text: str, event: EventKind) -> None:
    read = _read(text)
    assert (read.not_log, read.event) == (NotLog.EVENT, event)
    assert read.person_id is not None


def test_the_note_is_kept_as_typed() -> None:
    text = "  KETEMU <b>Pak Hari</b>   kmrn & ngobrol 🙂 "
    assert _read(text).note == text


def test_json_of_a_log_has_names_and_of_no_log_nothing() -> None:
    people = roster("held_out_more_roster.csv")
    assert as_json(_read("kemarin nelpon Pak Hari nanya kabar"), people) == {
        "partner": "PT Karya Bakti Energi",
        "person": "Hari Purnomo",
        "on": "2026-07-07",
        "channel": "call",
        "purpose": "check_in",
        "direction": "ours",
        "sure": True,
        "note": "kemarin nelpon Pak Hari nanya kabar",
    }
    nothing = as_json(_read("halo"), people)
    assert nothing.pop("sure") is False
    assert set(nothing.values()) == {None}


def test_an_organisation_has_words_of_its_own() -> None:
    own = LEXICON.with_words({"kopdaran": "in_person", "nobar": "check_in"})
    people = roster("held_out_more_roster.csv")
    assert understand("kopdaran sama Pak Hari", TODAY, people, lexicon=own).channel is Channel.IN_PERSON
    assert understand("nobar sama Pak Hari", TODAY, people, lexicon=own).purpose is Purpose.CHECK_IN
    assert understand("nelpon Pak Hari", TODAY, people, lexicon=own).channel is Channel.CALL


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Pak Hari minta data", Direction.THEIRS),
        ("minta data ke Pak Hari", Direction.OURS),
        ("WA Pak Hari minta data", Direction.OURS),
        ("Pak Hari WA minta data", Direction.THEIRS),
        ("dapat WA dari Pak Hari minta data", Direction.THEIRS),
        ("dari Pak Hari: minta data", Direction.THEIRS),
        ("staf Karya Bakti Energi minta data", Direction.THEIRS),
        ("Pak Hari sudah ditelepon minta data", Direction.OURS),
        ("dimintai data oleh Pak Hari", Direction.THEIRS),
        ("saya minta data ke Pak Hari", Direction.OURS),
        ("Mark asked for data", Direction.THEIRS),
        ("we asked Mark for data", Direction.OURS),
        ("was asked by Mark for data", Direction.THEIRS),
        ("ketemu Pak Hari, beliau minta data", Direction.THEIRS),
    ],
)
def test_who_did_what_decides_the_direction(text: str, direction: Direction) -> None:
    read = _read(text)
    assert (read.purpose, read.direction) == (Purpose.ASK, direction)


def test_words_that_are_names_elsewhere_do_no_harm_here() -> None:
    index = NameIndex()
    index.put(Entry(1, None, "Yayasan Kasih Ibu"))
    index.put(Entry(1, 1, "Sari Dewi", salutation="Bu", of="Yayasan Kasih Ibu"))
    index.put(Entry(2, None, "Komunitas Sapa Pagi"))
    people = IndexedRoster(index)
    read = understand("terima kasih ibu sari tadi pagi", TODAY, people)
    assert (read.partner_id, read.person_id, read.purpose) == (1, 1, Purpose.THANKS)
    assert understand("ketemu Sapa Pagi", TODAY, people).partner_id == 2
    assert not understand("selamat pagi", TODAY, people).is_log


def test_a_changed_roster_is_read_anew() -> None:
    index = NameIndex()
    index.put(Entry(1, None, "Klinik Mawar"))
    people = IndexedRoster(index)
    assert understand("ke Klinik Mawar bahas MoU", TODAY, people).partner_id == 1
    index.drop(1)
    index.put(Entry(2, None, "Klinik Melati"))
    assert understand("ke Klinik Mawar bahas MoU", TODAY, people).partner_id != 1


@pytest.mark.parametrize(
    ("word", "stem", "voice"),
    [
        ("nelpon", "telpon", Voice.ACTIVE),
        ("menelepon", "telepon", Voice.ACTIVE),
        ("ditelepon", "telepon", Voice.PASSIVE),
        ("teleponan", "telepon", Voice.ACTIVE),
        ("nanyain", "tanya", Voice.ACTIVE),
        ("ngundang", "undang", Voice.ACTIVE),
        ("mengirimkan", "kirim", Voice.ACTIVE),
        ("nyapa", "sapa", Voice.ACTIVE),
        ("kutelepon", "telepon", Voice.BY_US),
        ("complained", "complain", Voice.ACTIVE),
        ("introducing", "introduce", Voice.ACTIVE),
        ("chatting", "chat", Voice.ACTIVE),
        ("replied", "reply", Voice.ACTIVE),
    ],
)
def test_spoken_forms_lead_to_their_stems(word: str, stem: str, voice: Voice) -> None:
    assert voice in [form.voice for form in forms_of(word) if form.stem == stem]


_NASTY = ["a" * 4000, "minta " * 700, "Bu " * 1300, "12/" * 1300, "<b>" * 1300, "di" * 2000, "kota " * 800, "'" * 4000]


@pytest.mark.parametrize("text", _NASTY)
def test_four_thousand_characters_are_read_and_kept(text: str) -> None:
    assert _read(text).note == text


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    read = _read(text)
    assert read.is_log is (read.not_log is None)
    assert not read.sure or (read.is_log and read.partner_id is not None and not read.questions)


_WORDS = st.sampled_from(
    sorted(
        listed(
            """Pak Hari Bu Retno dr. Bulan minta telepon WA kemarin besok minggu ke dari sama dan ditelepon tidak Mark
            asked was by the Harapan Kita Karang Taruna ulang tahun kirim laporan undang 5 Desember ? , : soal rapat
            zoom saya 🙂"""
        )
    )
)


@given(st.lists(_WORDS, max_size=14).map(" ".join))
def test_any_jumble_of_known_words_is_read(text: str) -> None:
    read = _read(text)
    assert not read.sure or (read.purpose is not None and read.direction is not None and read.on is not None)


@pytest.mark.parametrize(
    "text",
    [
        "makasih ke Bu Ratna udah bantu skrining kemarin",
        "kirim kue ke Yayasan Pelita Nusantara buat hari jadinya tgl 20",
        "kirim hampers ke Bu Ratna ulang tahunnya kemarin",
    ],
)
def test_day_that_may_belong_to_what_is_told_of_is_asked(text: str) -> None:
    understood = understand(text, date(2026, 11, 23), roster("sample_roster.csv"))
    assert any(isinstance(one, WhichDay) for one in understood.questions)


def test_promise_beside_a_plain_visit_leaves_its_purpose_plain() -> None:
    understood = understand(
        "tadi ngopi sama Bu Ratna, janji kirim data Jumat", date(2026, 11, 23), roster("sample_roster.csv")
    )
    assert (understood.purpose, understood.promises, understood.questions) == (Purpose.CHECK_IN, True, ())
