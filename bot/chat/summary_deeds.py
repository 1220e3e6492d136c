"""From a line of the summary to what can be done: the card, a kind word to the owner, handing over, taking over."""

from bot.chat.answer_buttons import AskDone, AskSnooze, ShowItem
from bot.chat.house import House
from bot.chat.html import bold, esc
from bot.chat.keyboards import Key, keyboard
from bot.chat.notices import Outgoing, renders
from bot.chat.partner_card import show_card
from bot.chat.partner_edit import EditField
from bot.chat.partners import ShowPartner
from bot.chat.router import Room
from bot.chat.summary_buttons import Nudge, ShowInNeed, TakeOver, days_in, focus_in
from bot.chat.summary_which import back_key
from bot.chat.talk import Talk
from bot.domain.care import CareView
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, PartnerState, Role
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.usecases.acting import need
from bot.usecases.care import care_views
from bot.usecases.known import merged_partner
from bot.usecases.nudging import Nudged, NudgeOwner, Nudging
from bot.usecases.partner_fields import mark_of
from bot.usecases.partners import ChangePartner
from bot.usecases.rhythms import work_calendar

room = Room()


@room.button(ShowInNeed)
async def show_in_need(talk: Talk, pressed: ShowInNeed) -> None:
    """The partner's card, what can be done about it, and the way back."""
    need(talk.actor, Role.MANAGER)
    t = talk.t
    async with talk.house.storage.read() as uow:
        partner = await merged_partner(uow, pressed.partner_id)
        owner = await uow.staff.find(partner.owner_id)
    deeds: list[list[Key]] = []
    if partner.state is PartnerState.ACTIVE:
        if owner is not None and owner.id != talk.staff.id:
            deeds.append([Key(t("Nudge {name}", name=owner.name), Nudge(partner.id))])
        assign = [Key(t("Hand over"), EditField(partner.id, "owner_id", 0))]
        if partner.owner_id != talk.staff.id:
            assign.append(Key(t("I'll do it"), TakeOver(partner.id, mark_of(partner.owner_id))))
        deeds.append(assign)
    back = back_key(t, days_in(pressed), focus_in(pressed))
    await show_card(talk, partner.id, below=[*deeds, [back]])


@room.button(Nudge)
async def nudge(talk: Talk, pressed: Nudge) -> None:
    """Sends the kind word, and says who gets it."""
    nudged = await NudgeOwner(talk.house.storage, talk.house.organisation)(talk.actor, pressed.partner_id)
    await talk.toast(_told(talk.t, nudged), alert=nudged.what is not Nudging.SENT)


@room.button(TakeOver)
async def take_over(talk: Talk, pressed: TakeOver) -> None:
    """Makes oneself the partner's owner; Undo is under the card."""
    need(talk.actor, Role.MANAGER)
    change = ChangePartner(talk.house.storage, talk.house.organisation)
    changed = await change(talk.actor, pressed.partner_id, "owner_id", str(talk.staff.id), pressed.seen)
    line = talk.t("{partner} is yours now.", partner=bold(changed.name))
    await show_card(talk, changed.partner_id, line, changed.change_set_id)


@renders(NoticeKind.NUDGE)
async def tell_nudge(house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats) -> Outgoing | None:
    """The kind word, with the reminder; nothing where it was done meanwhile, on a later day, or not theirs any more."""
    facts = notice.facts
    today = house.organisation.today(house.clock.now())
    if staff is None or not facts or notice.due_on != today:
        return None
    async with house.storage.read() as uow:
        partner = await uow.partners.find(int(facts["partner_id"]))
        by = await uow.staff.find(int(facts["by"]))
        reminder = await uow.reminders.find(facts.get("reminder_id"))
        if partner is None or by is None or partner.state is not PartnerState.ACTIVE:
            return None
        views = await care_views(uow, [partner], today, work_calendar(house.organisation))
    if reminder is not None and not reminder.state.living:
        return None
    text = _kind_word(t, by.name, bold(partner.name), views[partner.id])
    card = Key(t("Partner’s card"), ShowPartner(partner.id))
    if reminder is None:
        return Outgoing(text, keyboard([[card]]))
    deeds = [Key(t("Done"), AskDone(reminder.id)), Key(t("Snooze"), AskSnooze(reminder.id))]
    return Outgoing(text, keyboard([deeds, [Key(t("The reminder"), ShowItem(reminder.id)), card]]))


def _kind_word(t: Translator, by: str, partner: str, view: CareView) -> str:
    first = t("👋 {name} is thinking of {partner}.", name=esc(by), partner=partner)
    if view.days is None:
        return first + " " + t("They have not heard from us yet. A short hello today would do them good.")
    return (
        first
        + " "
        + t.n(
            "The last contact was {n} day ago. A short hello today would do them good.",
            "The last contact was {n} days ago. A short hello today would do them good.",
            view.days,
        )
    )


def _told(t: Translator, nudged: Nudged) -> str:
    name, partner = esc(nudged.name or ""), esc(nudged.partner.name)
    if nudged.what is Nudging.SENT:
        if nudged.instead_of:
            return t("{owner} is away; {name} gets a kind word.", owner=esc(nudged.instead_of), name=name)
        return t("{name} gets a kind word about {partner}.", name=name, partner=partner)
    if nudged.what is Nudging.ALREADY:
        return t("{name} had a kind word about {partner} today already. Tomorrow again.", name=name, partner=partner)
    if nudged.what is Nudging.ONES_OWN:
        return t("{partner} is with you yourself.", partner=partner)
    if nudged.what is Nudging.ARCHIVED:
        return t("{partner} is archived; nothing is due there.", partner=partner)
    return t("Nobody is there who could be nudged. Hand {partner} over.", partner=partner)
