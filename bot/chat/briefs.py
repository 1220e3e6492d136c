"""The morning brief as a message, read again when it is sent; and a complaint, told at once."""

from datetime import date

from bot.chat.brief_texts import brief_keys, brief_text
from bot.chat.event_buttons import Settle
from bot.chat.house import House
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, keyboard
from bot.chat.notices import Outgoing, renders
from bot.chat.partners import ShowPartner
from bot.domain.notices import Notice
from bot.domain.planning.composing import brief_is_due
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.usecases.today import ShowBrief, local_today

NOTE_SHOWN = 400


@renders(NoticeKind.BRIEF)
async def tell_brief(house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats) -> Outgoing | None:
    """The brief of the day, without what was settled since; none at night, and yesterday's not any more.

    What a brief that never arrived announced is shown again in the next one.
    """
    if staff is None:
        return None
    on = date.fromisoformat(notice.facts["on"])
    now = house.clock.now()
    if on != local_today(staff, house.organisation, now) or not brief_is_due(staff.brief_at, f.local(now).time()):
        return None
    entries = [(int(id), str(stage)) for id, stage in notice.facts["items"]]
    brief = await ShowBrief(house.storage)(staff.id, on, entries, int(notice.facts["older"]))
    if not brief:
        return None
    return Outgoing(brief_text(t, f, brief, staff.name, f.local(now).hour), brief_keys(t, brief))


@renders(NoticeKind.COMPLAINT)
async def tell_complaint(
    house: House, notice: Notice, _staff: Staff | None, t: Translator, f: Formats
) -> Outgoing | None:
    """Their complaint, to owner and managers; nothing once the note of it was taken back."""
    facts = notice.facts
    async with house.storage.read() as uow:
        contact = await uow.interactions.find(int(facts["interaction_id"]))
        partner = await uow.partners.find(int(facts["partner_id"]))
        colleague = await uow.staff.find(facts.get("staff_id"))
    if contact is None or partner is None or contact.settled_on is not None:
        return None
    lines = [t("⚠️ {partner} has complained.", partner=bold(partner.name))]
    if contact.note:
        lines.append(f"<i>{esc(shortened(contact.note, NOTE_SHOWN))}</i>")
    if colleague is not None:
        lines.append(t("Noted by {name}, {day}.", name=esc(colleague.name), day=f.day(contact.on)))
    keys = [Key(t("Settled"), Settle(contact.id)), Key(t("Partner’s card"), ShowPartner(partner.id))]
    return Outgoing("\n".join(lines), keyboard([keys]))
