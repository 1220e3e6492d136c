"""Forms: one is current, a press acts once, the same update twice changes nothing twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import NotAllowed, Outdated
from bot.domain.forms import Form
from bot.domain.ports import Actor
from bot.domain.staff import Staff
from bot.domain.words import FormKind, StaffState
from bot.usecases.forms import LIFETIME, Forms
from tests.fakes import FakeStorage

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
RINA = Staff("Rina", state=StaffState.ACTIVE, telegram_id=1, id=1)
SARI = Staff("Sari", state=StaffState.ACTIVE, telegram_id=2, id=2)
CHAT = 1


def by(update: int = 1, staff: Staff = RINA, *, again: bool = False, later: timedelta = timedelta()) -> Actor:
    return Actor(staff, NOW + later, f"u{update}", again)


@pytest.fixture
async def forms() -> Forms:
    storage = FakeStorage()
    await storage.put(RINA, SARI)
    return Forms(storage)


async def begun(forms: Forms, update: int = 1, awaits: str | None = "partner", staff: Staff = RINA) -> Form:
    return await forms.begin(by(update, staff), CHAT, FormKind.CONTACT, "card", {"note": "ngopi"}, awaits)


def all_forms(forms: Forms) -> list[Form]:
    assert isinstance(forms.storage, FakeStorage)
    return forms.storage.all(Form)


async def test_new_form_sets_the_others_of_that_chat_aside(forms: Forms) -> None:
    old = await begun(forms, 1)
    elsewhere = await forms.begin(by(2), CHAT + 1, FormKind.CONTACT, "card")
    other = await begun(forms, 3, staff=SARI)
    new = await begun(forms, 4)
    assert {form.id: form.set_aside for form in all_forms(forms)} == {
        old.id: True,
        elsewhere.id: False,
        other.id: False,
        new.id: False,
    }
    assert await forms.current(by(), CHAT) == new


async def test_form_begun_again_by_the_same_update_is_the_same(forms: Forms) -> None:
    first = await begun(forms, 7)
    again = await forms.begin(by(7, again=True), CHAT, FormKind.CONTACT, "card", {"note": "other"})
    assert again == first
    assert len(all_forms(forms)) == 1


async def test_form_set_aside_is_taken_up_by_its_buttons(forms: Forms) -> None:
    old = await begun(forms, 1)
    new = await begun(forms, 2)
    await forms.step(by(3), old, awaits=None, step="on")
    current = await forms.current(by(), CHAT)
    assert current is not None
    assert {old.id, new.id} >= {current.id}
    assert not (await forms.get(by(), old.id)).set_aside


async def test_step_raises_the_version_and_an_older_one_is_outdated(forms: Forms) -> None:
    seen = await begun(forms, 1)
    stepped = await forms.step(by(2), seen, step="on", fields={"note": "teh"})
    assert (stepped.version, stepped.step, stepped.fields) == (2, "on", {"note": "teh"})
    with pytest.raises(Outdated):
        await forms.step(by(3), seen, step="channel")
    assert await forms.get(by(), seen.id) == stepped


async def test_same_update_steps_once(forms: Forms) -> None:
    seen = await begun(forms, 1)
    stepped = await forms.step(by(2), seen, step="on")
    assert await forms.step(by(2, again=True), seen, step="on") == stepped
    assert (await forms.get(by(), seen.id)).version == 2


async def test_press_takes_a_form_once(forms: Forms) -> None:
    form = await begun(forms, 1)
    taken = await forms.take(by(2), form.id, form.version)
    assert taken.fields == {"note": "ngopi"}
    assert await forms.take(by(2, again=True), form.id, form.version) == taken
    with pytest.raises(Outdated):
        await forms.take(by(3), form.id, form.version)
    with pytest.raises(Outdated):
        await forms.get(by(), form.id)
    assert await forms.current(by(), CHAT) is None


async def test_form_is_its_owners_alone(forms: Forms) -> None:
    form = await begun(forms)
    with pytest.raises(NotAllowed):
        await forms.get(by(staff=SARI), form.id)
    with pytest.raises(Outdated):
        await forms.take(by(2, SARI), form.id, form.version)
    assert not (await forms.get(by(), form.id)).closed


async def test_older_version_is_not_taken(forms: Forms) -> None:
    form = await begun(forms, 1)
    await forms.step(by(2), form, step="on")
    with pytest.raises(Outdated):
        await forms.take(by(3), form.id, form.version)


async def test_form_expires_after_a_day(forms: Forms) -> None:
    form = await begun(forms)
    almost = LIFETIME - timedelta(seconds=1)
    assert await forms.current(by(later=almost), CHAT) == form
    assert await forms.current(by(later=LIFETIME), CHAT) is None
    assert await forms.awaiting(by(later=LIFETIME), CHAT) is None
    with pytest.raises(Outdated):
        await forms.get(by(later=LIFETIME), form.id)
    with pytest.raises(Outdated):
        await forms.step(by(2, later=LIFETIME), form, step="on")
    with pytest.raises(Outdated):
        await forms.take(by(2, later=LIFETIME), form.id, form.version)


async def test_text_answers_the_form_that_awaits_it(forms: Forms) -> None:
    await begun(forms, 1, awaits=None)
    assert await forms.awaiting(by(2), CHAT) is None
    form = await begun(forms, 3)
    assert await forms.awaiting(by(4), CHAT) == form


async def test_text_that_comes_again_answers_the_form_it_changed(forms: Forms) -> None:
    form = await begun(forms, 1)
    stepped = await forms.step(by(2), form, awaits=None)
    assert await forms.awaiting(by(2, again=True), CHAT) == stepped
    assert await forms.awaiting(by(3, again=True), CHAT) is None
    await forms.close(by(4), stepped)
    closed = await forms.awaiting(by(4, again=True), CHAT)
    assert closed == replace(stepped, closed=True, update_id=4)


async def test_text_that_begins_a_form_begins_it_when_it_comes_again(forms: Forms) -> None:
    await begun(forms, 1, awaits=None)
    assert await forms.awaiting(by(1, again=True), CHAT) is None


async def test_form_set_aside_is_current_no_more_and_keeps_what_it_awaits(forms: Forms) -> None:
    form = await begun(forms)
    await forms.set_aside(form)
    assert await forms.current(by(), CHAT) is None
    assert (await forms.get(by(), form.id)).awaits == "partner"


async def test_form_that_is_taken_up_again_takes_the_place_of_the_newer_one(forms: Forms) -> None:
    old = await begun(forms, 1, awaits=None)
    await begun(forms, 2, awaits=None)
    taken_up = await forms.step(by(3), await forms.get(by(3), old.id), awaits="note")
    assert await forms.awaiting(by(4), CHAT) == taken_up


@pytest.mark.parametrize("fault", [NotAllowed("own form"), ConnectionError(), ZeroDivisionError()])
async def test_form_is_given_back_when_its_act_comes_to_nothing(forms: Forms, fault: Exception) -> None:
    form = await begun(forms)
    with pytest.raises(type(fault)):
        async with forms.taking(by(2), form.id, form.version):
            raise fault
    async with forms.taking(by(3), form.id, form.version):
        pass
    with pytest.raises(Outdated):
        await forms.take(by(4), form.id, form.version)


async def test_closing_says_whether_it_was_open(forms: Forms) -> None:
    form = await begun(forms)
    assert await forms.close(by(2), form)
    assert not await forms.close(by(3), form)


async def test_message_that_shows_a_form_is_remembered_without_a_new_version(forms: Forms) -> None:
    form = await begun(forms)
    await forms.shown_in(form, 55)
    await forms.shown_in(form, None)
    now = await forms.get(by(), form.id)
    assert (now.message_id, now.version) == (55, form.version)
