"""News by e-mail through the chat: tried on oneself, sent, watched, and what became of each told in words."""

from dataclasses import replace
from datetime import date

from bot.chat.mailing_screen import MailingScreen
from bot.domain.interactions import Interaction
from bot.domain.mailing import Mailing, MailRecipient
from bot.domain.partners import Partner
from bot.domain.people import Person as Contact
from bot.domain.words import Channel, MailingState, MailState, StaffState
from bot.sandbox.server import BotApiServer
from tests.chat.harness import BotUnderTest, Person
from tests.chat.test_delivering import deliver
from tests.mail.server import MailBox

ADDED = date(2026, 1, 1)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


async def partners(rawat: BotUnderTest, mails: int) -> Person:
    """A colleague with so many partners who have an address, and one more with a number alone."""
    rina = await rawat.colleague("Rina", email="rina@example.org")
    for n in range(mails):
        (one,) = await rawat.put(Partner(f"Mitra {n}", owner_id=rina.staff_id, added_on=ADDED))
        await rawat.put(Contact(one.id, f"Orang {n}", "Pak", email=f"p{n}@x.org"))
    await rawat.put(Partner("Toko Anggrek", owner_id=rina.staff_id, added_on=ADDED, phone="+6281234567890"))
    return rina


async def send_mails(rawat: BotUnderTest) -> None:
    """One run of the job, which shows on the message how far it is."""
    screen = MailingScreen(rawat.house, lambda: rawat.library)
    await replace(rawat.app.send_mails, watch=screen.show, pace=0.0)(rawat.clock.now())


async def test_news_is_tried_on_oneself_with_its_picture_first(
    mailing: BotUnderTest, box: MailBox, api_server: BotApiServer
) -> None:
    rina = await partners(mailing, 4)
    await rina.say("/news Kelas baru <b>gratis</b>.")
    mailing.world.send_photo(rina.user, PNG, "")
    await mailing.settle()
    assert "📎 picture.jpg" in rina.text
    await mailing.redo()
    assert rina.text.count("📎") == 1
    await rina.tap("Send to 5")
    assert rina.text == "No test mail was looked at yet. A look at one shows how it arrives."
    await rina.tap("Back")
    pressed = await rina.tap("Test mail to me")
    assert pressed.text == "A test mail is on its way to rina@example.org."
    await mailing.redo()
    await send_mails(mailing)
    assert box.times == {"rina@example.org": 1}
    page = box.taken[0].get_body(("html",))
    assert page is not None
    assert "&lt;b&gt;gratis&lt;/b&gt;" in page.get_content()
    assert [part.get_content_type() for part in box.taken[0].walk()].count("image/jpeg") == 1
    await deliver(mailing, api_server)
    assert rina.text == "The test mail has gone out. Look at it in your inbox before you send the news."


async def test_news_is_sent_watched_and_decided(mailing: BotUnderTest, box: MailBox, api_server: BotApiServer) -> None:
    rina = await partners(mailing, 4)
    await rina.say("/news Kelas baru <b>gratis</b>.")
    box.rcpt["p1@x.org"] = ["550 5.1.1 No such user <here>"]
    box.data["p2@x.org"] = ["lost after"]
    box.data["p3@x.org"] = ["lost before"]
    await rina.tap("Send to 5")
    await rina.tap("Send anyway")
    sent = rina.last
    await mailing.redo()
    assert len([one for one in await mailing.all(MailRecipient) if not one.test]) == 5
    await send_mails(mailing)
    shown = mailing.world.bot_messages(rina.user)
    (progress,) = [one for one in shown if one.id == sent.id]
    assert progress.text == (
        "📰 Kelas baru <b>gratis</b>.\n"
        "E-mail: 1 of 4 sent.\n"
        "1 was refused:\n"
        "• Mitra 1 (p1@x.org): 550 5.1.1 No such user <here>\n"
        "2 are uncertain: the server’s answer was lost. They are not sent again by themselves.\n"
        "WhatsApp: 0 of 1 done."
    )
    await deliver(mailing, api_server)
    assert rina.text == progress.text
    await rina.tap("Uncertain ones")
    assert rina.text.startswith("Mitra 2 (p2@x.org): the server’s answer was lost")
    await rina.tap("It arrived")
    await mailing.redo()
    assert rina.text.startswith("Mitra 3 (p3@x.org)")
    await rina.tap("Send again")
    await mailing.redo()
    await send_mails(mailing)
    assert box.times == {"p0@x.org": 1, "p2@x.org": 1, "p3@x.org": 1}
    contacts = await mailing.all(Interaction)
    assert sorted(one.partner_id for one in contacts) == [1, 3, 4]
    assert {(one.channel, one.mass) for one in contacts} == {(Channel.EMAIL, True)}
    assert (await mailing.all(Mailing))[0].state is MailingState.DONE


async def test_undo_says_what_cannot_be_unsent_and_stops_the_rest(mailing: BotUnderTest, box: MailBox) -> None:
    rina = await partners(mailing, 3)
    box.rcpt["p2@x.org"] = ["451 4.7.1 Later"]
    await rina.say("/news Kabar")
    await rina.tap("Send to 4")
    await rina.tap("Send anyway")
    await send_mails(mailing)
    assert box.times == {"p0@x.org": 1, "p1@x.org": 1}
    await rina.say("/undo")
    await rina.tap("Undo")
    assert "2 messages went out already and cannot be unsent." in rina.text
    left = [one.state for one in await mailing.all(MailRecipient) if one.state is MailState.SKIPPED]
    assert len(left) == 2


async def test_news_of_somebody_who_left_or_was_barred_stops_with_them(mailing: BotUnderTest, box: MailBox) -> None:
    rina = await partners(mailing, 2)
    await rina.say("/news Kabar")
    await rina.tap("Send to 3")
    await rina.tap("Send anyway")
    async with mailing.app.storage.write() as uow:
        await uow.staff.change(rina.staff_id, state=StaffState.LEFT)
        await uow.commit()
    await send_mails(mailing)
    assert box.taken == []
    assert (await mailing.all(Mailing))[0].state is MailingState.DONE


async def test_two_colleagues_send_at_once_and_each_partner_gets_both(mailing: BotUnderTest, box: MailBox) -> None:
    rina = await partners(mailing, 2)
    sari = await mailing.colleague("Sari", email="sari@example.org")
    for one, key in ((rina, "Mine"), (sari, "All")):
        await one.say(f"/news Kabar {one.user.first_name}")
        await one.tap("For whom")
        if key == "All":
            await one.tap("All")
        await one.tap("Done choosing")
        await one.tap("Send to 3")
        await one.tap("Send anyway")
    await send_mails(mailing)
    assert box.times == {"p0@x.org": 2, "p1@x.org": 2}
    assert {one["Reply-To"].addresses[0].addr_spec for one in box.taken} == {"rina@example.org", "sari@example.org"}
    assert all("2 of 2" in one.text for one in (rina, sari))
