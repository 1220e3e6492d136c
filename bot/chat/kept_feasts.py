"""Which feasts a partner or a person keeps: chosen by buttons, a day earlier or later where that is so."""

from bot.chat.buttons import OldButton, button
from bot.chat.day_texts import CONSENTS, feast_day_text, greeting_text, shift_text
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.occasion_buttons import KeepThis, ShowFeasts, days_of
from bot.chat.replanned_texts import with_replanned
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.feasts import Feast
from bot.domain.occasions import KeptFeast
from bot.domain.people import Person
from bot.domain.words import Consent, FormKind
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.usecases.feasts import read_feasts
from bot.usecases.forms import Forms
from bot.usecases.kept_feasts import FARTHEST, KeepFeast, LeaveFeast, ShiftFeast
from bot.usecases.occasions import Days, ShowDays, feast_view
from bot.usecases.people import RememberDays

room = Room()
NAME_UNITS = 120


@button("oc")
class ShowKeptFeast:
    """Show a feast that is kept, with what can be changed."""

    kept_id: int


@button("od")
class MoveKeptFeast:
    """Keep it so many days later (earlier, when negative); ``seen`` is how it was."""

    kept_id: int
    shift: int
    seen: int


@button("oe")
class DropKeptFeast:
    """It is not kept any more."""

    kept_id: int


@button("of")
class AnswerFeast:
    """Whether a person agreed that this feast is remembered; ``seen`` is what was known when it was asked."""

    person_id: int
    feast: str
    answer: Consent
    seen: Consent


@room.button(ShowFeasts)
async def show_feasts(talk: Talk, pressed: ShowFeasts) -> None:
    """All feasts; those that are kept bear a tick."""
    await _show(talk, pressed.partner_id, pressed.person_id)


async def _show(
    talk: Talk, partner_id: int, person_id: int | None, above: str = "", change_set_id: int | None = None
) -> None:
    show = ShowDays(talk.house.storage, talk.house.organisation)
    days = await show(talk.actor, None if person_id else partner_id, person_id)
    t = talk.t
    name = full_name(days.person) if days.person else days.partner.name
    text = t("Which holidays does {name} keep?", name=bold(shortened(name, NAME_UNITS)))
    text += "\n" + t("Tap one to add it; tap one with ✓ to change it or take it away.")
    rows = in_rows([_key(talk, days, feast) for feast in days.known.by_key.values()], 2)
    undo = undo_key(t, change_set_id)
    rows += [[undo]] if undo else []
    back = [Key(t("Back"), days_of(days.partner.id, person_id))]
    await talk.show(f"{above}\n\n{text}" if above else text, keyboard([*rows, back]))


def _key(talk: Talk, days: Days, feast: Feast) -> Key:
    name = words.feast(talk.t, feast.key)
    kept = next((view.kept for view in days.feasts if view.kept.feast == feast.key), None)
    if kept is None:
        person_id = days.person.id if days.person else None
        return Key(name, KeepThis(days.partner.id, person_id, feast.token))
    return Key(f"✓ {name}", ShowKeptFeast(kept.id))


@room.button(KeepThis)
async def keep_feast(talk: Talk, pressed: KeepThis) -> None:
    """Keeps it; of somebody who has not agreed yet, asks first."""
    async with talk.house.storage.read() as uow:
        person = await uow.people.find(pressed.person_id)
    if person is not None and person.consent is not Consent.AGREED:
        await _ask_consent(talk, pressed, person)
        return
    await _keep(talk, pressed.partner_id, pressed.person_id, pressed.feast, None)


@room.button(AnswerFeast)
async def keep_as_agreed(talk: Talk, pressed: AnswerFeast) -> None:
    """Keeps it as the person agreed, or writes down that they did not: nothing is kept then."""
    async with talk.house.storage.read() as uow:
        person = await uow.people.get(pressed.person_id)
    if person.consent is not pressed.seen and not talk.again:
        # Somebody answered meanwhile; an old message must not take that back.
        raise OldButton
    if pressed.answer is not Consent.REFUSED:
        await _keep(talk, person.partner_id, person.id, pressed.feast, pressed.answer)
        return
    remember = RememberDays(talk.house.storage, talk.house.organisation)
    kept = await remember(talk.actor, person.id, Consent.REFUSED)
    text = with_replanned(talk.t, talk.f, talk.t("Not kept: it was not agreed to."), kept.told)
    await _show(talk, kept.partner_id, kept.person_id, text, kept.change_set_id)


async def _keep(talk: Talk, partner_id: int, person_id: int | None, token: str, consent: Consent | None) -> None:
    async with talk.house.storage.read() as uow:
        feast = (await read_feasts(uow)).by_token(token)
    if feast is None:
        raise OldButton
    keep = KeepFeast(talk.house.storage, talk.house.organisation)
    kept = await keep(talk.actor, partner_id, person_id, feast.key, consent)
    await _close_form(talk)
    text = talk.t("Kept from now on: {feast}.", feast=bold(words.feast(talk.t, feast.key)))
    text = with_replanned(talk.t, talk.f, text, kept.told)
    await _show(talk, kept.partner_id, kept.person_id, text, kept.change_set_id)


async def _close_form(talk: Talk) -> None:
    """The form from which the feast came, by its name, has done its work."""
    forms = Forms(talk.house.storage)
    form = await forms.current(talk.actor, talk.chat_id)
    if form is not None and form.kind is FormKind.OCCASION and form.fields.get("feast"):
        await forms.close(talk.actor, form)


async def _ask_consent(talk: Talk, pressed: KeepThis, person: Person) -> None:
    t, name = talk.t, bold(shortened(full_name(person), NAME_UNITS))
    text = t("Did {name} agree that we remember birthday and holidays?", name=name)
    answers = list(CONSENTS)
    if person.consent is Consent.REFUSED:
        text = t("So far {name} did not agree that we remember such days. Has that changed?", name=name)
        answers = [Consent.AGREED, Consent.REFUSED]
    keys = [Key(t(CONSENTS[one]), AnswerFeast(person.id, pressed.feast, one, person.consent)) for one in answers]
    back = [Key(t("Back"), ShowFeasts(pressed.partner_id, pressed.person_id))]
    await talk.show(text, keyboard([*in_rows(keys, 2), back]))


@room.button(ShowKeptFeast)
async def show_kept(talk: Talk, pressed: ShowKeptFeast) -> None:
    """One feast that is kept."""
    async with talk.house.storage.read() as uow:
        kept = await uow.kept_feasts.get(pressed.kept_id)
    await _show_kept(talk, kept)


async def _show_kept(talk: Talk, kept: KeptFeast, change_set_id: int | None = None) -> None:
    t, f = talk.t, talk.f
    async with talk.house.storage.read() as uow:
        known = await read_feasts(uow)
    view, feast = feast_view(kept, known, talk.today), known.by_key.get(kept.feast)
    lines = [f"🎊 {bold(words.feast(t, kept.feast))}"]
    lines.append(t("Next: {day}", day=feast_day_text(t, f, view.on, view.following)))
    if kept.shift:
        lines.append(esc(t("Kept {shift}.", shift=shift_text(t, kept.shift))))
    if feast is not None:
        lines.append(t("Greetings fit {days}.", days=greeting_text(t, f, feast)))
    shifts = [(t("A day earlier"), kept.shift - 1), (t("On its day"), 0), (t("A day later"), kept.shift + 1)]
    keys = [
        Key(label, MoveKeptFeast(kept.id, shift, kept.shift))
        for label, shift in shifts
        if abs(shift) <= FARTHEST and shift != kept.shift
    ]
    undo = undo_key(t, change_set_id)
    rows = [keys, [Key(t("Not kept any more"), DropKeptFeast(kept.id))], *([[undo]] if undo else [])]
    await talk.show("\n".join(lines), keyboard([*rows, [Key(t("Back"), ShowFeasts(kept.partner_id, kept.person_id))]]))


@room.button(MoveKeptFeast)
async def save_shift(talk: Talk, pressed: MoveKeptFeast) -> None:
    """Keeps it earlier or later."""
    shift = ShiftFeast(talk.house.storage, talk.house.organisation)
    changed = await shift(talk.actor, pressed.kept_id, pressed.shift, pressed.seen)
    async with talk.house.storage.read() as uow:
        kept = await uow.kept_feasts.get(pressed.kept_id)
    await _show_kept(talk, kept, changed.change_set_id)


@room.button(DropKeptFeast)
async def drop_kept(talk: Talk, pressed: DropKeptFeast) -> None:
    """Takes it away."""
    gone = await LeaveFeast(talk.house.storage, talk.house.organisation)(talk.actor, pressed.kept_id)
    text = with_replanned(talk.t, talk.f, talk.t("Not kept any more."), gone.told)
    await _show(talk, gone.partner_id, gone.person_id, text, gone.change_set_id)
