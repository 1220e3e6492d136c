"""/invite and /team: who comes in, who is there, and what they may."""

from bot.domain.partners import Partner
from bot.domain.staff import Invitation, Staff
from bot.domain.words import Role, StaffState
from bot.usecases.invitations import hashed
from tests.chat.harness import BotUnderTest


async def test_invitation_names_role_and_end_and_can_be_copied(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    said = await maya.say("/invite")
    assert said.labels == ["Team member", "Manager"]
    await maya.tap("Manager")
    first, _, link = maya.text.splitlines()
    assert first == "Pass this link on. Whoever opens it first joins as manager, until 26 November at 08:00:"
    (kept,) = await rawat.all(Invitation)
    assert kept.token_hash == hashed(link.removeprefix("https://t.me/rawat_bot?start="))
    assert [button["copy_text"]["text"] for button in maya.last.buttons] == [link]


async def test_pending_colleague_has_a_link_of_their_own(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER, language="id")
    await rawat.put(Staff("Rina <b>"))
    await maya.say("/undang")
    await maya.tap("Rina <b>")
    assert maya.text.startswith("Teruskan tautan ini ke Rina <b>. Berlaku sekali, sampai 26 November pukul 08.00:")


async def test_team_is_shown_with_its_load(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.ADMIN)
    rina = await rawat.colleague("Rina")
    (sari,) = await rawat.put(Staff("Sari"))
    await rawat.put(Partner("Radio", owner_id=rina.staff_id), Partner("Klinik", owner_id=sari.id))
    said = await maya.say("/team")
    assert said.text.splitlines() == [
        "The team",
        "Maya: admin, 0 partners, 0 open reminders",
        "Rina: team member, 1 partner, 0 open reminders",
        "Sari: team member, 1 partner, has not joined yet",
    ]


async def test_admin_gives_a_role_and_the_menu_that_goes_with_it(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.ADMIN), await rawat.colleague("Rina")
    await maya.say("/team")
    await maya.tap("Rina")
    await maya.tap("Manager")
    assert maya.text.startswith("Rina: manager")
    assert (await rina.staff()).role is Role.MANAGER
    assert "invite" in {one["command"] for one in rawat.world.commands_for(rina.user)}


async def test_manager_sees_colleagues_and_gives_no_roles(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.MANAGER), await rawat.colleague("Rina")
    shown = await maya.say("/team")
    await maya.tap("Rina")
    assert maya.last.labels == ["Away", "Back"]
    pressed = await maya.press(shown, f"1tr:{rina.staff_id}:admin")
    assert pressed.show_alert
    assert (await rina.staff()).role is Role.STAFF


async def test_leaving_is_asked_once_more(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.ADMIN), await rawat.colleague("Rina")
    await maya.say("/team")
    await maya.tap("Rina")
    await maya.tap("Has left the team")
    assert (await rina.staff()).state is StaffState.ACTIVE
    await maya.tap("Back")
    await maya.tap("Manager")
    await maya.tap("Has left the team")
    await maya.tap("Yes, has left")
    assert (await rina.staff()).state is StaffState.LEFT
    assert "invite" not in {one["command"] for one in rawat.world.commands_for(rina.user)}
    assert "Rina" not in maya.text


async def test_last_admin_stays(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.ADMIN)
    await maya.say("/team")
    await maya.tap("Maya")
    pressed = await maya.tap("Manager")
    assert pressed.text == "This is the last admin. Make somebody else admin first."
    assert (await maya.staff()).role is Role.ADMIN


async def test_role_that_was_lost_does_not_come_back_by_undo(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.ADMIN)
    await rawat.colleague("Agus", Role.ADMIN)
    await maya.say("/team")
    await maya.tap("Maya")
    await maya.tap("Team member")
    assert (await maya.say("/undo")).text.startswith("There is nothing to take back")
    assert (await maya.staff()).role is Role.STAFF


async def test_large_team_is_turned_page_by_page(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await rawat.put(*(Staff(f"Anggota {place:03}") for place in range(45)))
    said = await maya.say("/team")
    assert said.text.splitlines()[1].startswith("Anggota 000: ")
    assert said.labels[-1] == "→"
    await maya.tap("→")
    assert maya.last.labels[-2:] == ["←", "→"]
    await maya.tap("→")
    assert maya.text.splitlines()[-1].startswith("Maya: manager")
    assert maya.last.labels[-1] == "←"
    assert len((await maya.say("/invite")).labels) == 22
