"""Merging from the card: the other one is chosen, both are shown, a press makes them one."""

from dataclasses import replace

from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor
from bot.domain.words import PartnerState, Role, Tier
from bot.usecases.merging import MergePartners
from bot.usecases.undo import UndoChange
from tests.chat import harness
from tests.chat.care_scene import LONG_AGO, TODAY, clinic_scene
from tests.chat.harness import BotUnderTest


async def two(rawat: BotUnderTest, owner: harness.Person) -> list[Partner]:
    """Two partners that are the same."""
    id = owner.staff_id
    return await rawat.put(
        Partner("Klinik Sehat Bersama", Tier.KEY, owner_id=id),
        Partner("Klinik Sehat Bersma", phone="+62811", owner_id=id),
    )


async def begin(owner: harness.Person, partner: Partner) -> None:
    await owner.press(await owner.say("/partners"), f"1ga:{partner.id}")


async def test_two_partners_become_one_and_two_again(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    kept, other = await two(rawat, rina)
    await rawat.put(Person(other.id, "Dewi", "dr."))
    await begin(rina, kept)
    assert rina.last.labels == ["Klinik Sehat Bersma", "Kembali"]
    await rina.tap("Klinik Sehat Bersma")
    assert rina.text.splitlines()[:5] == [
        "Gabungkan dua mitra ini?",
        "Tetap: Klinik Sehat Bersama · Mitra kunci · Rina",
        "Digabungkan ke situ: Klinik Sehat Bersma · Mitra rutin · Rina",
        "",
        "Ikut pindah: 1 orang.",
    ]
    offered, key = rina.last, rina.last.find_button("Gabungkan")
    assert key is not None
    await rina.tap("Gabungkan")
    assert rina.text.splitlines()[0] == "Klinik Sehat Bersma sudah digabungkan ke Klinik Sehat Bersama."
    pressed = await rina.press(offered, key["callback_data"])
    assert pressed.text
    assert (await rina.say("/cari klinik sehat bersma")).text.splitlines()[0].startswith("Klinik Sehat Bersama")
    await rina.press(rina.last, f"1pc:{other.id}")
    assert rina.text.splitlines()[0].startswith("Klinik Sehat Bersama")
    said = await rina.say("/urungkan")
    assert said.text.startswith("Urungkan penggabungan dua mitra (Klinik Sehat Bersma; Klinik Sehat Bersama)?")
    await rina.tap("Urungkan")
    assert {one.state for one in await rawat.all(Partner)} == {PartnerState.ACTIVE}


async def test_the_other_one_may_stay_instead(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    kept, other = await two(rawat, rina)
    await begin(rina, kept)
    await rina.say("klinik sehat bersma")
    await rina.tap("Keep Klinik Sehat Bersma")
    assert rina.text.splitlines()[1].startswith("Stays: Klinik Sehat Bersma")
    await rina.tap("Merge")
    assert {one.id: one.merged_into for one in await rawat.all(Partner)} == {kept.id: other.id, other.id: None}


async def test_what_cannot_be_merged_is_answered_and_the_form_goes_on(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    kept, _ = await two(rawat, maya)
    await rawat.put(Partner("Radio Kota", state=PartnerState.ARCHIVED))
    await begin(maya, kept)
    assert (await maya.say("radio kota")).text == "Radio Kota is archived. Bring it back first, from its card."
    assert (await maya.say("zzyzx")).text == "No other partner is called zzyzx. Write it in another way."
    await maya.say("klinik sehat bersma")
    assert maya.text.startswith("Make one of these two?")
    await rawat.redo()
    assert maya.text.startswith("Make one of these two?")
    await maya.tap("Cancel")
    assert maya.text.startswith("Nothing was merged.")
    assert all(one.closed for one in await rawat.all(Form))


async def test_sentence_about_a_contact_is_taken_as_one(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    kept, _ = await two(rawat, rina)
    await rawat.put(Partner("Radio Kota", owner_id=rina.staff_id))
    await begin(rina, kept)
    await rina.say("yesterday called Radio Kota to catch up")
    assert "Radio Kota" in rina.text
    assert "Make one of these two?" not in rina.text


async def test_partner_of_a_colleague_is_left_to_managers(rawat: BotUnderTest) -> None:
    rina, sari = await rawat.colleague("Rina"), await rawat.colleague("Sari")
    kept, other = await two(rawat, rina)
    pressed = await sari.press(await sari.say("/partners"), f"1ga:{kept.id}")
    assert pressed.text is not None
    assert pressed.text.startswith("One can do this with partners of one's own")
    (mine,) = await rawat.put(Partner("Klinik Sehat", owner_id=sari.staff_id))
    await begin(sari, mine)
    assert sari.last.labels == ["Back"]
    await sari.say("Klinik Sehat Bersma")
    assert {one.state for one in await rawat.all(Partner)} == {PartnerState.ACTIVE}
    assert other.id


async def test_old_buttons_of_somebody_known_in_both_lead_to_who_stays(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    kept, other = await two(rawat, rina)
    _, gone = await rawat.put(Person(kept.id, "Dewi", "dr."), Person(other.id, "Dewi", role="Head"))
    await begin(rina, kept)
    await rina.say("klinik sehat bersma")
    await rina.tap("Merge")
    await rina.press(rina.last, f"1qb:{gone.id}")
    assert rina.text.splitlines()[0].startswith("👤 dr. Dewi")
    await rina.press(rina.last, f"1po:{other.id}")
    await rina.tap("To check in")
    assert "Klinik Sehat Bersama" in rina.text


async def test_what_was_being_noted_goes_back_with_the_partner_when_a_merge_is_undone(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    (radio,) = await rawat.put(Partner("Radio Kota Baru", owner_id=scene.rina.staff_id, added_on=LONG_AGO))
    await scene.rina.say("called Radio Kota Baru yesterday to catch up")
    sari = Actor(await scene.sari.staff(), rawat.clock.now(), "merge")
    merged = await MergePartners(rawat.app.storage, rawat.house.organisation)(sari, scene.clinic.id, radio.id)
    assert merged.change_set_id is not None
    await UndoChange(rawat.app.storage, rawat.house.organisation)(replace(sari, key="undo"), merged.change_set_id)
    await scene.rina.tap("Save")
    assert [one.partner_id for one in await scene.contacts()] == [radio.id]
