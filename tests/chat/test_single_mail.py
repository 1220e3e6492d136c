"""The key that lets the bot send a draft by e-mail: once, whoever presses, and a round goes on."""

from bot.chat.buttons import encode
from bot.chat.draft_buttons import LetMail
from bot.domain.mailing import Mailing
from bot.domain.words import ReminderKind, ReminderState
from bot.sandbox.server import BotApiServer
from tests.chat.care_scene import Scene, clinic_scene
from tests.chat.harness import BotUnderTest
from tests.chat.test_delivering import deliver
from tests.chat.test_rounds import _round
from tests.mail.server import MailBox


async def with_addresses(rawat: BotUnderTest) -> Scene:
    scene = await clinic_scene(rawat, "id")
    async with rawat.app.storage.write() as uow:
        for one in (scene.rina, scene.sari):
            await uow.staff.change(one.staff_id, email="rina@example.org")
        await uow.commit()
    await change(rawat, {scene.dewi.id: "dewi@example.org"})
    return scene


async def change(rawat: BotUnderTest, addresses: dict[int, str]) -> None:
    async with rawat.app.storage.write() as uow:
        for id, address in addresses.items():
            await uow.people.change(id, email=address)
        await uow.commit()


async def test_it_goes_out_once_whoever_presses(mailing: BotUnderTest, box: MailBox, api_server: BotApiServer) -> None:
    scene = await with_addresses(mailing)
    reminder = await scene.reminder(ReminderKind.CHECK_IN, person_id=scene.dewi.id)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Buat draf")
    await scene.rina.tap("Email")
    await scene.rina.tap("Kirim lewat bot")
    assert scene.rina.text == (
        "Email ke dewi@example.org sedang dikirim. Setelah terkirim, interaksinya tercatat dan pengingatnya selesai."
    )
    await mailing.redo()
    wire = encode(LetMail(reminder.id, 0, None, False))
    await scene.sari.say("/help")
    await scene.sari.press(scene.sari.last, wire)
    assert scene.sari.text == (
        "Email untuk pengingat ini sudah dikirim Rina, 23 November pukul 08.00, dan masih dalam perjalanan."
    )
    assert len(await mailing.all(Mailing)) == 1
    await mailing.app.send_mails(mailing.clock.now())
    assert box.times == {"dewi@example.org": 1}
    assert (await scene.state(reminder)).state is ReminderState.DONE
    await deliver(mailing, api_server)
    assert scene.rina.text == "✉️ Email ke dr. Dewi Anggraini sudah terkirim dan tercatat."


async def test_mail_that_waits_is_told_as_not_sent_where_somebody_was_quicker(
    mailing: BotUnderTest, box: MailBox, api_server: BotApiServer
) -> None:
    scene = await with_addresses(mailing)
    await scene.reminder(ReminderKind.CHECK_IN, person_id=scene.dewi.id)
    box.rcpt["dewi@example.org"] = ["451 4.7.1 Later"]
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Buat draf")
    await scene.rina.tap("Email")
    await scene.rina.tap("Kirim lewat bot")
    await mailing.app.send_mails(mailing.clock.now())
    await scene.rina.tap("Kembali")
    await scene.rina.tap("Sudah")
    async with mailing.app.storage.connect(writes=True) as connection:
        await connection.exec_driver_sql("update mail_recipients set not_before = null")
        await connection.commit()
    await mailing.app.send_mails(mailing.clock.now())
    assert box.taken == []
    await deliver(mailing, api_server)
    assert scene.rina.text == (
        "✉️ Email ke dr. Dewi Anggraini tidak jadi dikirim: pengingatnya sudah selesai dengan cara lain."
    )


async def test_round_goes_on_and_comes_no_second_time_to_whom_a_mail_is_on_its_way(
    mailing: BotUnderTest, box: MailBox
) -> None:
    scene = await with_addresses(mailing)
    made = await _round(scene, 2)
    await change(mailing, {one.person_id or 0: f"p{n}@example.org" for n, one in enumerate(made)})
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Mulai dari mitra kunci")
    await scene.rina.tap("Email")
    first = scene.rina.last.find_button("Kirim lewat bot")
    assert first is not None
    await scene.rina.tap("Kirim lewat bot")
    assert scene.rina.text.startswith(
        "✓ Pak Orang 1: email sedang dikirim.\n\n🎊 Natal · 1 orang lagi\nPak Orang 0 · Mitra 0"
    )
    await mailing.redo()
    await scene.rina.press(scene.rina.last, first["callback_data"])
    assert "dan masih dalam perjalanan.\n\n🎊 Natal · 1 orang lagi\nPak Orang 0" in scene.rina.text
    await scene.rina.tap("Email")
    await scene.rina.tap("Kirim lewat bot")
    assert scene.rina.text == (
        "✓ Pak Orang 0: email sedang dikirim.\n\n"
        "🎊 Natal: tidak ada lagi yang perlu diberi ucapan.\n"
        "0 orang sudah diberi ucapan. 2 email masih dalam perjalanan atau belum pasti sampai."
    )
    await mailing.app.send_mails(mailing.clock.now())
    assert box.times == {"p0@example.org": 1, "p1@example.org": 1}
    assert {(await scene.state(one)).state for one in made} == {ReminderState.DONE}
