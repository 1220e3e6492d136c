"""/news: written, narrowed, looked at and sent in the chat."""

from datetime import date

from bot.chat.mailing_screen import MailingScreen
from bot.domain.mailing import MailFile, Mailing, MailRecipient
from bot.domain.partners import Partner
from bot.domain.people import Person as Contact
from bot.domain.words import Channel, MailingState, MailState, Role, Tier
from tests.chat.harness import BotUnderTest, Person

ADDED = date(2026, 1, 1)
BODY = "Kelas baru <b>gratis</b> & terbuka.\nDaftar di https://example.org/kelas."


async def two_partners(rawat: BotUnderTest) -> Person:
    rina = await rawat.colleague("Rina", email="rina@example.org")
    clinic, shop = await rawat.put(
        Partner("Klinik Sehat", Tier.KEY, owner_id=rina.staff_id, added_on=ADDED),
        Partner("Toko Anggrek", owner_id=rina.staff_id, added_on=ADDED, phone="+6281234567890"),
    )
    await rawat.put(Contact(clinic.id, "Dewi Anggraini", "dr.", phone="+628111111111"), Contact(shop.id, "Made", None))
    return rina


async def test_news_without_a_mail_server_goes_by_whatsapp(rawat: BotUnderTest) -> None:
    rina = await two_partners(rawat)
    await rina.say("/news")
    said = await rina.say(BODY)
    assert "2 by WhatsApp" in said.text
    assert "<b>gratis</b>" in said.text
    await rina.tap("Preview")
    assert "Yth. dr. Dewi Anggraini," in rina.text
    await rina.tap("→")
    assert "Yth. Bapak/Ibu di Toko Anggrek," in rina.text
    await rina.tap("Back")
    await rina.tap("Send to 2")
    await rina.tap("By WhatsApp")
    await rina.tap("Sent, next")
    await rina.tap("Skip")
    assert "WhatsApp: 2 of 2 done." in rina.text
    rows = await rawat.all(MailRecipient)
    assert [(one.channel, one.state) for one in rows] == [
        (Channel.CHAT, MailState.SENT),
        (Channel.CHAT, MailState.SKIPPED),
    ]


async def test_long_news_with_signs_is_shown_without_a_torn_one(rawat: BotUnderTest) -> None:
    rina = await two_partners(rawat)
    await rina.say("/news " + "&" * 3500)
    await rina.tap("Preview")
    assert rina.text.endswith("&…")


async def test_progress_keeps_the_key_that_stops_what_has_not_gone_out(rawat: BotUnderTest) -> None:
    rina = await two_partners(rawat)
    await rina.say("/news Kabar")
    await rina.tap("Send to 2")
    (sent,) = await rawat.all(Mailing)
    async with rawat.app.storage.write() as uow:
        await uow.mailings.change(sent.id, state=MailingState.SENDING, subject="Kelas baru")
        await uow.commit()
    await MailingScreen(rawat.house, lambda: rawat.library).show(sent.id)
    assert "Kelas baru" in rina.text
    await rina.tap("Undo")
    assert {one.state for one in await rawat.all(MailRecipient)} == {MailState.SKIPPED}


async def test_round_gives_a_long_text_whole(rawat: BotUnderTest) -> None:
    rina = await two_partners(rawat)
    await rina.say("/news " + "Kabar baik. " * 320 + "Selesai.")
    await rina.tap("Send to 2")
    await rina.tap("By WhatsApp")
    assert "Selesai." in rina.text


async def test_audience_of_nobody_is_told_and_nothing_is_sent(rawat: BotUnderTest) -> None:
    rina = await two_partners(rawat)
    await rina.say("/news Kabar")
    await rina.tap("For whom")
    await rina.tap("By hand")
    await rina.tap("Choose none")
    await rina.tap("Back")
    await rina.tap("Done choosing")
    assert "Nobody is left to write to." in rina.text
    assert not any(label.startswith("Send to") for label in rina.last.labels)
    await rina.tap("Cancel")
    assert await rawat.all(Mailing) == []


async def test_partner_is_found_by_name_among_those_to_choose_from(rawat: BotUnderTest) -> None:
    rina = await two_partners(rawat)
    await rina.say("/news Kabar")
    await rina.tap("For whom")
    await rina.tap("By hand")
    await rina.say("anggrk")
    assert rina.last.labels == ["✓ Toko Anggrek", "Show all again", "Back"]
    await rina.tap("✓ Toko Anggrek")
    await rawat.redo()
    assert rina.last.labels == ["– Toko Anggrek", "Show all again", "Back"]
    assert rina.text.startswith("1 partner is chosen.")
    await rina.say("<zzz>")
    assert rina.text.startswith("No partner here is called “<zzz>”; here are all of them.")
    assert rina.last.labels[:2] == ["✓ Klinik Sehat", "– Toko Anggrek"]
    await rina.tap("Back")
    await rina.say("anggrek")
    assert (await rawat.all(Mailing))[0].body == "Kabar"


async def test_who_wants_no_news_is_left_out_and_their_card_says_so(rawat: BotUnderTest) -> None:
    rina = await two_partners(rawat)
    await rina.say("/find Toko Anggrek")
    await rina.tap("Edit")
    await rina.tap("No more news")
    assert "Wants no news of ours." in rina.text
    said = await rina.say("/news Kabar")
    assert "1 by WhatsApp" in said.text
    assert "Left out: 1 do not want our news." in said.text


async def test_file_that_is_too_large_is_refused_and_the_text_is_kept(rawat: BotUnderTest) -> None:
    rina = await two_partners(rawat)
    await rina.say("/news Kabar")
    await rina.send("foto.pdf", b"x" * ((10 << 20) + 1))
    assert "10 MB" in rina.text
    await rina.send("brosur.pdf", b"%PDF-1.4")
    assert "brosur.pdf" in rina.text
    (kept,) = await rawat.all(Mailing)
    assert (kept.body, kept.state) == ("Kabar", MailingState.DRAFT)


async def test_roster_goes_along_with_news_only_where_a_file_is_asked_for(rawat: BotUnderTest) -> None:
    await two_partners(rawat)
    maya = await rawat.colleague("Maya", Role.MANAGER, email="maya@example.org")
    await maya.say("/news Kabar")
    await maya.send("kelas.pdf", b"%PDF-1.4 kelas")
    preview = await maya.send("mitra.csv", b"partner,tier\nPT Baru,key\n")
    assert "1 new partner" in preview.text
    assert [one.name for one in await rawat.all(MailFile)] == ["kelas.pdf"]
