"""/history pages through the contacts, narrows them, and lets them be corrected or deleted by those who may."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.words import Channel, Direction, Purpose, Role
from tests.chat.harness import MONDAY, BotUnderTest, Person

NOW = MONDAY


async def _scene(rawat: BotUnderTest, role: Role = Role.STAFF) -> tuple[Person, Partner, PersonThere]:
    rina = await rawat.colleague("Rina", role, language="id")
    (pelita,) = await rawat.put(Partner("Yayasan Pelita Nusantara", owner_id=rina.staff_id))
    (ratna,) = await rawat.put(PersonThere(pelita.id, "Ratna Wulandari", salutation="Bu"))
    return rina, pelita, ratna


def _contact(partner: Partner, day: int, purpose: Purpose, **fields: object) -> Interaction:
    return Interaction(partner.id, date(2026, 11, day), purpose, logged_at=NOW - timedelta(days=1), **fields)  # type: ignore[arg-type]


async def test_history_is_narrowed_to_a_sort_a_person_and_a_colleague(rawat: BotUnderTest) -> None:
    rina, pelita, ratna = await _scene(rawat)
    budi = await rawat.colleague("Budi", Role.STAFF)
    await rawat.put(
        _contact(pelita, 20, Purpose.ASK, staff_id=rina.staff_id, note="minta aula"),
        _contact(pelita, 18, Purpose.CHECK_IN, staff_id=budi.staff_id, person_id=ratna.id, note="ngopi"),
        _contact(pelita, 16, Purpose.INVITATION, direction=Direction.THEIRS, note="undangan HUT"),
    )
    await rina.say("/riwayat Pelita")
    assert all(note in rina.text for note in ("minta aula", "ngopi", "undangan HUT"))
    await rina.tap("Permintaan")
    assert "minta aula" in rina.text
    assert "ngopi" not in rina.text
    await rina.tap("Dari mereka")
    assert "undangan HUT" in rina.text
    assert "minta aula" not in rina.text
    await rina.tap("Semua")
    await rina.tap("Per orang")
    await rina.tap("Bu Ratna Wulandari")
    assert "ngopi" in rina.text
    assert "minta aula" not in rina.text
    await rina.tap("Semua")
    await rina.tap("Per anggota tim")
    await rina.tap("Budi")
    assert "ngopi" in rina.text
    assert "undangan HUT" not in rina.text


async def test_own_contact_is_corrected_by_buttons_and_by_text(rawat: BotUnderTest) -> None:
    rina, pelita, ratna = await _scene(rawat)
    await rawat.put(_contact(pelita, 20, Purpose.CHECK_IN, staff_id=rina.staff_id, note="ngopi"))
    await rina.say("/riwayat Pelita")
    await rina.tap("1")
    await rina.tap("Ubah")
    await rina.tap("Cara")
    await rina.tap("Telepon")
    assert "Cara: telepon" in rina.text
    await rina.tap("Riwayat")
    await rina.tap("1")
    await rina.tap("Ubah")
    await rina.tap("Tanggal")
    await rina.say("32 November")
    assert "32 November" in rina.text
    await rina.say("19/11")
    (contact,) = await rawat.all(Interaction)
    assert (contact.channel, contact.on) == (Channel.CALL, date(2026, 11, 19))
    await rina.tap("Urungkan")
    assert (await rawat.all(Interaction))[0].on == date(2026, 11, 20)
    assert ratna.id


async def test_deleted_contact_comes_back_by_undo(rawat: BotUnderTest) -> None:
    rina, pelita, _ = await _scene(rawat)
    await rawat.put(_contact(pelita, 20, Purpose.CHECK_IN, staff_id=rina.staff_id, note="ngopi"))
    await rina.say("/riwayat Pelita")
    await rina.tap("1")
    await rina.tap("Hapus")
    assert not await rawat.all(Interaction)
    await rina.tap("Urungkan")
    assert len(await rawat.all(Interaction)) == 1


async def test_colleagues_contact_is_shown_and_left_to_managers(rawat: BotUnderTest) -> None:
    rina, pelita, _ = await _scene(rawat)
    budi = await rawat.colleague("Budi", Role.STAFF)
    await rawat.put(_contact(pelita, 20, Purpose.CHECK_IN, staff_id=budi.staff_id, note="ngopi"))
    (contact,) = await rawat.all(Interaction)
    await rina.say("/riwayat Pelita")
    await rina.tap("1")
    assert "Ubah" not in rina.last.labels
    await rina.press(rina.last, f"1wm:{contact.id}")
    await rina.press(rina.last, f"1wl:{contact.id}:note:x")
    assert (await rawat.all(Interaction))[0].note == "ngopi"
    siti = await rawat.colleague("Siti", Role.MANAGER, language="id")
    await siti.say("/riwayat Pelita")
    await siti.tap("1")
    await siti.tap("Hapus")
    assert not await rawat.all(Interaction)


async def test_own_contact_older_than_seven_days_is_left_to_managers(rawat: BotUnderTest) -> None:
    rina, pelita, _ = await _scene(rawat)
    old = datetime(2026, 11, 1, tzinfo=UTC)
    await rawat.put(
        Interaction(pelita.id, date(2026, 11, 1), Purpose.CHECK_IN, staff_id=rina.staff_id, logged_at=old, note="lama")
    )
    await rina.say("/riwayat Pelita")
    await rina.tap("1")
    assert "Ubah" not in rina.last.labels


async def test_chart_of_a_partners_year_comes_as_a_picture_with_its_figures(rawat: BotUnderTest) -> None:
    rina, pelita, _ = await _scene(rawat)
    await rawat.put(
        _contact(pelita, 20, Purpose.ASK, staff_id=rina.staff_id),
        _contact(pelita, 18, Purpose.CHECK_IN, staff_id=rina.staff_id),
    )
    await rina.say("/riwayat Pelita")
    await rina.tap("Grafik")
    assert rina.last.photo
    assert "1 kali jaga hubungan" in rina.text
    assert "1 permintaan" in rina.text
