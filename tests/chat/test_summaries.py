"""The weekly summary as managers read it, in one message, with numbers that open cards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.chat.buttons import encode
from bot.chat.html import TEXT_UNITS, units
from bot.chat.messenger import TelegramMessenger
from bot.chat.summary_buttons import ShowPeriod
from bot.chat.summary_texts import written_summary
from bot.domain.care import CareFact, CareReason
from bot.domain.delivery import Delivery, PremiseGone, Sent
from bot.domain.figures import Contacted, Figures, Share, Workload
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.summary import ColleagueLine, ComingWeek, FeastComing, Line, Listed, Summary
from bot.domain.words import NoticeKind, Purpose, Role, Tier
from bot.usecases.summaries import OweSummaries, summary_facts
from tests.chat.brief_facts import reader
from tests.chat.care_scene import LONG_AGO, TODAY, clinic_scene
from tests.chat.harness import BotUnderTest, Person

START, END = date(2026, 11, 16), date(2026, 11, 22)
OFFICE = Line(1, "Dinas Kesehatan Kota Cimahi", Tier.KEY, owner_name="Rina", days=71)
SHOP = Line(2, "Toko Buku Cakrawala", Tier.LIGHT, owner_name="Budi")
ASKED = CareFact(CareReason.ONLY_ASKED, on=date(2026, 7, 3), count=3)
RADIO = Line(3, "Radio Suara Kota", Tier.CORE, owner_name="Agus", days=20, reasons=(ASKED,))
WEEK = Summary(
    START,
    END,
    figures=Figures(
        Contacted(care=23, work=9, asks=4, theirs=6, partners=17),
        Workload(due=22, done=19, noted=12, skipped=1, open=1, missed=1),
        {Tier.KEY: Share(11, 12), Tier.CORE: Share(8, 9)},
    ),
    before=Figures(Contacted(care=18, work=11, asks=4, theirs=6), Workload()),
    well=Share(11, 12),
    coming=ComingWeek(
        TODAY,
        date(2026, 11, 29),
        birthdays=2,
        agreements=1,
        own=("Hari Guru",),
        feasts=(FeastComing("natal", date(2026, 11, 25), 4),),
    ),
    waits_longest=OFFICE,
    neglected=Listed(2, (OFFICE, SHOP)),
    only_asked=Listed(1, (RADIO,)),
    team=(ColleagueLine(1, "Rina", care=9, done=7, due=8, late=1, waiting=2),),
)


def test_who_hears_from_us_only_when_we_ask_heads_the_summary_so() -> None:
    asked = replace(WEEK, waits_longest=replace(OFFICE, days=5, reasons=(ASKED,)))
    head = written_summary(*reader("id"), asked, TODAY).text.splitlines()[1]
    assert head.endswith("Dinas Kesehatan Kota Cimahi hanya kita hubungi saat kita perlu sesuatu.")
    # Long unheard weighs more.
    unheard = (CareFact(CareReason.LONG_UNHEARD), ASKED)
    longest = replace(WEEK, waits_longest=replace(OFFICE, reasons=unheard))
    assert "sudah 71 hari menunggu" in written_summary(*reader("id"), longest, TODAY).text.splitlines()[1]


def test_an_indonesian_summary_reads_as_it_is_meant() -> None:
    written = written_summary(*reader("id"), WEEK, TODAY)
    assert written.text == (
        "<b>Ringkasan hubungan mitra, 16–22 November</b>\n"
        "Hubungan dengan 11 dari 12 mitra kunci terjaga. Dinas Kesehatan Kota Cimahi sudah 71 hari menunggu kabar "
        "dari kita.\n\n"
        "Jaga hubungan 23 (+5) · Urusan kerja 9 (−2) · Permintaan 4 (tetap) · Dari mereka 6 (tetap)\n"
        "Mitra yang dihubungi 17 (+17) · Pengingat selesai 19 dari 22, 12 dengan catatan · "
        "Dilewati 1 · Masih terbuka 1 · Terlewat 1 (+1)\n"
        "Tanya kabar tepat waktu: Mitra kunci 11/12 · Mitra rutin 8/9\n\n"
        "<b>Segera hubungi</b>\n"
        "1. Dinas Kesehatan Kota Cimahi · Mitra kunci · 71 hari · Rina\n"
        "2. Toko Buku Cakrawala · Mitra umum · belum pernah · Budi\n\n"
        "<b>Hanya dihubungi saat kita perlu sesuatu</b>\n"
        "3. Radio Suara Kota · 3 permintaan sejak Juli · Agus\n\n"
        "<b>Tim</b>\n"
        "Rina: jaga hubungan 9, selesai 7 dari 8, 1 terlambat, 2 menunggu giliran\n\n"
        "<b>Pekan ini:</b> 2 ulang tahun, Natal (4 orang), Hari Guru, 1 perjanjian berakhir"
    )
    assert [[key.label for key in row] for row in written.rows(WEEK.period)] == [["1", "2", "3"]]
    assert [key.press.partner_id for key in written.rows(WEEK.period)[0]] == [1, 2, 3]


def test_an_english_summary_has_the_same_shape() -> None:
    text = written_summary(*reader("en"), WEEK, TODAY).text
    assert text.startswith(
        "<b>Care for our partners, 16–22 November</b>\n"
        "11 of 12 key partners are in good care. Dinas Kesehatan Kota Cimahi has waited 71 days for word from us.\n\n"
        "Care 23 (+5) · Work 9 (−2) · Requests 4 (same) · From them 6 (same)\n"
    )
    assert "\n2. Toko Buku Cakrawala · Occasional partner · never · Budi\n" in text
    assert text.endswith("<b>This week:</b> 2 birthdays, Christmas (4 people), Hari Guru, 1 agreement ends")


def test_what_comes_after_a_week_that_is_not_over_is_next_week() -> None:
    text = written_summary(*reader("id"), replace(WEEK, start=START, end=END), date(2026, 11, 20)).text
    assert "<b>Pekan depan:</b>" in text


def test_the_first_week_is_compared_with_nothing() -> None:
    text = written_summary(*reader("id"), replace(WEEK, first=True), TODAY).text
    assert "Ini pekan pertama. Begitu interaksi dicatat, di sini terlihat" in text
    assert "Jaga hubungan 23 · Urusan kerja 9 · Permintaan 4" in text


def test_figures_that_were_sent_otherwise_are_said_to_have_changed() -> None:
    text = written_summary(*reader("id"), replace(WEEK, sent=WEEK.before), TODAY).text
    assert "\nDicatat belakangan, sesudah ringkasan ini dikirim: Jaga hubungan 18 → 23, Urusan kerja 11 → 9, " in text


def test_a_partner_in_two_lists_keeps_its_number() -> None:
    both = replace(WEEK, promises_overdue=Listed(1, (replace(OFFICE, text="kirim data", on=END),)))
    written = written_summary(*reader("en"), both, TODAY)
    assert "\n1. Dinas Kesehatan Kota Cimahi · kirim data · 22 November · Rina" in written.text
    assert written.numbered == (1, 2, 3)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_long_roster_stays_in_one_message_and_every_number_has_its_key(language: str) -> None:
    name = "Yayasan <b>&</b> 🌿 " + "panjang " * 30
    lines = tuple(
        replace(OFFICE, partner_id=n, name=f"{n} {name}", owner_name=name, reasons=(ASKED,)) for n in range(100)
    )
    lists = {
        "neglected": Listed(80, lines[:10]),
        "only_asked": Listed(80, lines[10:20]),
        "never_contacted": Listed(80, lines[20:30]),
        "without_owner": Listed(80, lines[30:40]),
        "known_to_one": Listed(80, tuple(replace(one, one_person=True, on=END) for one in lines[40:50])),
        "promises_overdue": Listed(80, tuple(replace(one, text=name, on=END) for one in lines[50:60])),
        "agreements": Listed(80, tuple(replace(one, text=name, on=END) for one in lines[60:70])),
        "without_occasion": Listed(80, lines[70:80]),
    }
    team = tuple(ColleagueLine(n, name, 9, 7, 8, 1, 2) for n in range(60))
    coming = replace(WEEK.coming, own=tuple(f"{n} {name}" for n in range(30)))
    written = written_summary(*reader(language), replace(WEEK, **lists, team=team, coming=coming), TODAY)  # type: ignore[arg-type]
    assert units(written.text) <= TEXT_UNITS
    assert f"\n{len(written.numbered)}. " in written.text
    assert sum(len(row) for row in written.rows(WEEK.period)) == len(written.numbered)
    assert all(len(row) <= 8 for row in written.rows(WEEK.period))
    assert "<b>&</b> 🌿" not in written.text


async def test_a_manager_asks_for_it_turns_periods_and_opens_a_card(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=date(2026, 6, 1))
    await scene.contact(5, Purpose.COORDINATION)
    await rawat.put(Partner("Toko <b>&", Tier.KEY, added_on=LONG_AGO))
    shown = await scene.sari.say("/ringkasan")
    assert shown.text.startswith("Ringkasan hubungan mitra, 16–22 November\n")
    assert "Tanpa penanggung jawab\n" in shown.text
    assert ". Toko <b>& · Mitra kunci" in shown.text
    assert shown.labels[-4:] == ["Triwulan", "4 pekan", "Pekan ini", "Hari lain"]
    await scene.sari.tap("4 pekan")
    assert scene.sari.last.id == shown.id
    assert scene.sari.text.startswith("Ringkasan hubungan mitra, 26 Oktober–22 November\n")
    await scene.sari.tap("Pekan ini")
    assert scene.sari.text.startswith("Ringkasan hubungan mitra, 23 November\n")
    await scene.sari.tap("1")
    assert scene.sari.last.id == shown.id
    assert "Toko <b>&" in scene.sari.text


async def test_staff_are_refused_by_command_and_by_an_old_button(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    assert (
        await scene.rina.say("/ringkasan")
    ).text == "Ini hanya untuk manajer. Minta salah satu dari mereka melakukannya."
    shown = await scene.rina.say("/hariini")
    pressed = await scene.rina.press(shown, encode(ShowPeriod(1)))
    assert pressed.text == "Ini hanya untuk manajer. Minta salah satu dari mereka melakukannya."
    assert pressed.show_alert


async def test_it_comes_by_itself_and_later_says_that_its_figures_changed(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=date(2026, 11, 1))
    await OweSummaries(rawat.house.storage, rawat.house.organisation)(rawat.clock.instant)
    (notice,) = await rawat.all(Notice)
    assert isinstance(await _sent(rawat, notice, scene.sari), Sent)
    assert scene.sari.text.startswith("Ringkasan hubungan mitra, 16–22 November\n")
    assert scene.sari.last.labels[-4:] == ["Triwulan", "4 pekan", "Pekan ini", "Hari lain"]
    async with rawat.app.storage.write() as uow:
        await uow.notices.change(notice.id, sent_at=rawat.clock.instant)
        await uow.commit()
    await scene.contact(2)
    assert "sesudah ringkasan ini dikirim: Jaga hubungan 0 → 1" in (await scene.sari.say("/summary")).text


async def test_who_is_no_manager_any_more_gets_none(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    notice = Notice(NoticeKind.SUMMARY, "summary", staff_id=scene.sari.staff_id, facts=summary_facts(WEEK))
    assert isinstance(await _sent(rawat, notice, scene.sari), Sent)
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(scene.sari.staff_id, role=Role.STAFF)
        await uow.commit()
    assert isinstance(await _sent(rawat, notice, scene.sari), PremiseGone)


async def test_the_first_summary_of_an_empty_house_is_friendly(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    told = await maya.say("/summary")
    assert "There is no key partner yet; a tier can be set on each partner's card." in told.text
    assert "This is the first week" in told.text
    rawat.clock.instant += timedelta(days=1)
    assert told.labels == [
        *("Which ones?", "Chart", "XLSX", "Colleague", "Tier", "Kind"),
        *("Quarter", "Four weeks", "This week", "Other days"),
    ]


async def _sent(rawat: BotUnderTest, notice: Notice, to: Person) -> Delivery:
    return await TelegramMessenger(rawat.house, rawat.library).send(notice, await to.staff(), to.user.id)
