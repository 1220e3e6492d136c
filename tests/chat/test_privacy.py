"""/privacy: what is kept of a person is shown whole, sent as a file, and erased for good."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.forms import Form
from bot.domain.given_texts import GivenText
from bot.domain.interactions import Interaction
from bot.domain.mailing import Mailing, MailRecipient, RefusedAddress
from bot.domain.notices import Notice
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import (
    Channel,
    Consent,
    EventKind,
    MailingState,
    MailState,
    NoticeKind,
    NoticeState,
    OccasionKind,
    PromiseState,
    Purpose,
    ReminderKind,
)
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest, bot_under_test
from tests.chat.test_people import opened


async def made_of(scene: Scene) -> PersonThere:
    """Somebody of whom everything is kept that can be kept."""
    rawat, clinic = scene.rawat, scene.clinic
    fields: dict[str, Any] = {
        "role": "Bendahara",
        "phone": "+6281234567890",
        "email": "made@klinik.example",
        "telegram": "made_w",
    }
    (made,) = await rawat.put(
        PersonThere(clinic.id, "Made Wirawan", "Pak", consent=Consent.AGREED, note="suka <kopi>", **fields)
    )
    await rawat.put(
        Occasion(clinic.id, OccasionKind.BIRTHDAY, TODAY.day, TODAY.month, person_id=made.id, year=1980),
        KeptFeast(clinic.id, "natal", made.id, shift=-1),
        Event(clinic.id, made.id, EventKind.WEDDING, TODAY, "di Ubud"),
        Interaction(clinic.id, TODAY, Purpose.CHECK_IN, staff_id=scene.rina.staff_id, person_id=made.id, note="ngopi"),
        Interaction(clinic.id, TODAY - timedelta(days=1), Purpose.UPDATE, note="kabar lewat Made, lalu dr. Dewi"),
        Promise(clinic.id, "antar buku", TODAY + timedelta(days=1), person_id=made.id),
        Promise(clinic.id, "kirim daftar ke Pak Made Wirawan", TODAY + timedelta(days=1)),
    )
    await rawat.app.plan_reminders(rawat.clock.now())
    return made  # type: ignore[no-any-return]


async def everything(rawat: BotUnderTest) -> str:
    """All that the database holds, as text; updates and forms of chats included."""
    from sqlalchemy import select

    from bot.storage.columns import Base

    async with rawat.app.engine.connect() as connection:
        tables = [await connection.execute(select(table)) for table in Base.metadata.sorted_tables]
        return "\n".join(str(row) for table in tables for row in table.all())


async def test_in_general_it_says_what_is_kept_and_how_to_see_more(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    said = await rina.say("/privasi")
    assert said.text.startswith("Data yang disimpan\n")
    assert "/privasi" in said.text
    assert (await rina.say("/privasi Entah Siapa")).text == "Tidak ada orang bernama Entah Siapa."


async def test_all_that_is_kept_of_a_person_is_shown(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await made_of(scene)
    said = await scene.rina.say("/privacy made wirawan")
    assert said.text == (
        "Kept of Pak Made Wirawan\nPartner: Klinik Sehat Bersama\nName: Made Wirawan\nSalutation and title: Pak\n"
        "Role: Bendahara\nPhone: +6281234567890\nTelegram name: @made_w\nE-mail: made@klinik.example\n"
        "Note: suka <kopi>\nStill there.\n\n"
        "Agreed that birthday and holidays are remembered.\n"
        "• Birthday: 23 November 1980\n• Christmas (1 day earlier)\n\n"
        "Events:\n• 23 November 2026: wedding, “di Ubud”\n\nPromises:\n• 24 November 2026: antar buku\n\n"
        "Contacts, the newest first:\n• 23 November 2026: check-in, Rina, “ngopi”\n"
        "\nNamed in other notes:\n• “kabar lewat Made, lalu dr. Dewi”\n• “kirim daftar ke Pak Made Wirawan”"
    )
    assert said.labels == ["Send as a file", "Back"]


async def test_it_is_sent_as_a_file(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await made_of(scene)
    await scene.rina.say("/privacy made wirawan")
    await scene.rina.tap("Send as a file")
    document = scene.rina.last.document
    assert document is not None
    file = rawat.world.files.find(document["file_id"])
    assert file is not None
    assert file.name == "made-wirawan.json"
    told = json.loads(file.content)
    assert told["person"]["phone"] == "+6281234567890"
    assert [len(told[name]) for name in ("occasions", "kept_feasts", "events", "contacts", "promises")] == [1] * 5
    assert [one["noun"] for one in told["named_elsewhere"]] == ["interactions", "promises"]


async def test_only_managers_erase(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    made = await made_of(scene)
    pressed = await scene.rina.press((await scene.rina.say("/privacy made wirawan")), f"1ym:{made.id}")
    assert pressed.text == "Only managers can do this. Please ask one of them."
    assert made in await rawat.all(PersonThere)


async def test_nothing_of_who_was_erased_is_left_anywhere(rawat: BotUnderTest) -> None:
    await held(rawat)


@pytest.mark.postgres
async def test_it_is_so_on_postgres_too(world: World, api_server: BotApiServer, postgres_url: str) -> None:
    async with bot_under_test(world, api_server, postgres_url) as rawat:
        await held(rawat)


async def mailed(rawat: BotUnderTest, made: PersonThere, staff_id: int) -> None:
    """A mail to them alone, at an address that there is no more; and a text that went to them."""
    gone = "wirawan.lama@radio.example"
    (mailing,) = await rawat.put(
        Mailing(staff_id, "abc", "Pak Made Wirawan", "Halo Pak Made", {}, MailingState.DONE, single=True)
    )
    reason = f"550 5.1.1 <{gone}> unknown"
    await rawat.put(
        MailRecipient(
            mailing.id, made.partner_id, made.id, Channel.EMAIL, gone, state=MailState.REFUSED, reason=reason
        ),
        RefusedAddress(gone, TODAY, reason),
        GivenText("birthday", "abcd", TODAY, person_id=made.id),
    )


async def held(rawat: BotUnderTest) -> None:
    """Somebody is added, changed, logged with, moved; then erased by a manager. No word of it is left."""
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    made = await made_of(scene)
    (radio,) = await rawat.put(Partner("Radio Suara Kota", added_on=TODAY, note="Made yang pegang kunci"))
    quoted = {"partner_id": scene.clinic.id, "name": scene.clinic.name, "text": "kirim daftar ke Pak Made Wirawan"}
    facts = {"summary": {"promises": {"lines": [quoted], "total": 1}}}
    await rawat.put(Notice(NoticeKind.SUMMARY, "summary", state=NoticeState.SENT, facts=facts))
    await mailed(rawat, made, scene.rina.staff_id)
    await opened(scene, made)
    for deed in ("[Edit]", "[Role]", "Wakil Direktur", "[Edit]", "[E-mail]", "wirawan@radio.example"):
        await (scene.rina.tap(deed.strip("[]")) if deed.startswith("[") else scene.rina.say(deed))
    await scene.rina.say("called Pak Made Wirawan today to catch up")
    await scene.rina.tap("Save")
    await scene.rina.press(scene.rina.last, f"1ye:{made.id}:{radio.id}")
    await scene.sari.say("/find Radio Suara Kota")
    card = scene.sari.last
    await scene.sari.press(card, f"1qb:{made.id}")
    await scene.sari.tap("Personal data")
    await scene.sari.tap("Erase")
    assert scene.sari.text == (
        "Erase everything about Pak Made Wirawan?\n"
        "Erased for good: name, role and contact data, days and holidays, events, notes.\n"
        "The words of 2 contacts with them go.\n1 promise to them is closed.\n"
        "In 3 other texts the name is replaced by “…”.\n"
        "That there were 2 contacts stays, with day and purpose, without the name.\n\n"
        "This cannot be undone. What was typed to the bot goes within a week; "
        "messages in Telegram chats and older backups are not reached from here."
    )
    asked = scene.sari.last
    await scene.sari.tap("Yes, erase for good")
    assert scene.sari.text.startswith("Erased. It is noted that")
    await rawat.redo()
    assert scene.sari.text.startswith("Erased. It is noted that")

    # The log of updates goes by its age; the harness keeps none.
    left = (await everything(rawat)).casefold()
    for word in ("made", "wirawan", "81234567890", "ngopi", "ubud", "1980", "antar buku", "suka <kopi>", "wakil"):
        assert word not in left, [line for line in left.splitlines() if word in line]
    contacts = await rawat.all(Interaction)
    assert [(one.purpose, one.person_id) for one in contacts] == [
        (Purpose.CHECK_IN, None), (Purpose.UPDATE, None), (Purpose.CHECK_IN, None),
    ]  # fmt: skip
    assert [one.note for one in contacts] == [None, "kabar lewat …, lalu dr. Dewi", None]
    promises = [(one.text, one.state) for one in await rawat.all(Promise)]
    assert promises == [("…", PromiseState.DROPPED), ("kirim daftar ke Pak …", PromiseState.OPEN)]
    assert not [
        one for one in await rawat.all(Reminder) if one.kind is ReminderKind.CONGRATULATION and one.state.living
    ]
    assert not [one for one in await rawat.all(Form) if one.fields.get("person") == made.id]

    assert (await scene.sari.press(asked, f"1ym:{made.id}")).text == "This is no longer there. Look for it with /find."
    assert (await scene.rina.press(scene.rina.last, f"1qb:{made.id}")).text is not None
    assert "Made" not in (await scene.rina.say("/find Radio Suara Kota")).text
    assert (await scene.rina.say("/privacy made wirawan")).text == "No person is called made wirawan."
    await scene.sari.say("/undo")
    assert "There is nothing to take back" in scene.sari.text
    await rawat.app.plan_reminders(rawat.clock.now() + timedelta(days=1))
