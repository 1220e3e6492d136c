"""/asknow: may we ask a partner for something now, and why."""

from bot.chat.buttons import button
from bot.chat.contact_after import PlanNext
from bot.chat.history_buttons import ShowContacts, ShowYear
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partners import ShowPartner
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.balance import AskFact, AskReason, Verdict
from bot.domain.interactions import Interaction
from bot.i18n.translator import mark
from bot.usecases.asks import ASKED_ON_A_PAGE, AskNow, ListAskNow, ShowAskNow

room = Room()
OFFERED = 6
NOTE_SHOWN = 120
NAME_SHOWN = 100
PROMISES_SHOWN = 3

_VERDICTS = {
    Verdict.NOT_NOW: mark("{partner}: better not now."),
    Verdict.CHECK_IN_FIRST: mark("{partner}: better to check in first."),
    Verdict.GOOD_MOMENT: mark("{partner}: a good moment to ask."),
}


_HEADS = {
    Verdict.GOOD_MOMENT: mark("A good moment"),
    Verdict.CHECK_IN_FIRST: mark("Better to check in first"),
    Verdict.NOT_NOW: mark("Better not now"),
}


@button("wo")
class ShowAskable:
    """Whom of one's partners may we ask now? A page of them."""

    page: int


@button("an")
class ShowAdvice:
    """May we ask this partner now?"""

    partner_id: int


@room.command("asknow", "bolehminta", says=mark("May we ask a partner for something now?"))
async def ask_partner(talk: Talk, text: str) -> None:
    """Answers for the partner that is named; several are buttons."""
    if not text:
        await show_list(talk, ShowAskable(0))
        return
    found = await talk.house.names.find(text, OFFERED)
    if not found:
        await talk.answer(talk.t("No partner has that name. Write it in another way, or add it with /add."))
        return
    if found[0].clear:
        await show_advice(talk, ShowAdvice(found[0].partner.id))
        return
    partners = {one.partner.id: one.partner.name for one in found}
    rows = [[Key(name, ShowAdvice(id))] for id, name in partners.items()]
    await talk.answer(talk.t("Which partner?"), keyboard(rows))


@room.button(ShowAskable)
async def show_list(talk: Talk, pressed: ShowAskable) -> None:
    """One's partners by whether they may be asked now."""
    listed = await ListAskNow(talk.house.storage, talk.house.organisation)(talk.actor, pressed.page)
    t = talk.t
    if not listed.partners:
        await talk.show(t("You look after no partner yet. To ask about another one, write it: /asknow Klinik Sehat."))
        return
    lines = [bold(t("May we ask them now?"))]
    keys, verdict = [], None
    for number, one in enumerate(listed.partners, listed.page * ASKED_ON_A_PAGE + 1):
        if one.advice.verdict is not verdict:
            verdict = one.advice.verdict
            count = talk.f.number(listed.counts[verdict])
            lines.append(f"\n<b>{t(_HEADS[verdict])}</b> ({count})")
        partner = one.card.partner
        lines.append(f"{talk.f.number(number)}. {esc(shortened(partner.name, NAME_SHOWN))}")
        keys.append(Key(talk.f.number(number), ShowAdvice(partner.id)))
    turn = [Key("←", ShowAskable(listed.page - 1))] if listed.page else []
    turn += [Key("→", ShowAskable(listed.page + 1))] if listed.page + 1 < listed.pages else []
    await talk.show("\n".join(lines), keyboard([*in_rows(keys, 5), turn]))


@room.button(ShowAdvice)
async def show_advice(talk: Talk, pressed: ShowAdvice) -> None:
    """A plain answer, always with its reasons."""
    now = await ShowAskNow(talk.house.storage, talk.house.organisation)(talk.actor, pressed.partner_id)
    t, id = talk.t, now.card.partner.id
    rows = [
        [Key(t("Partner’s card"), ShowPartner(id)), Key(t("History"), ShowContacts(id, 0))],
        [Key(t("Chart"), ShowYear(id))],
    ]
    if now.advice.verdict is not Verdict.GOOD_MOMENT:
        rows.insert(0, [Key(t("Plan a check-in next week"), PlanNext(id))])
    await talk.show(_text(talk, now), keyboard(rows))


def _text(talk: Talk, now: AskNow) -> str:
    t, f, balance = talk.t, talk.f, now.card.balance
    partner = esc(now.card.partner.name)
    lines = [f"<b>{t(_VERDICTS[now.advice.verdict], partner=partner)}</b>"]
    lines += [_reason(talk, fact) for fact in now.advice.reasons]
    if balance.newest_contact is not None:
        lines.append(t("Last contact: {day}.", day=f.day_near(balance.newest_contact.on, talk.today)))
    if balance.newest_care is not None and balance.newest_care != balance.newest_contact:
        lines.append(t("Last care: {what}.", what=_told(talk, balance.newest_care)))
    if balance.newest_ask is not None:
        lines.append(t("Last request: {what}.", what=_told(talk, balance.newest_ask)))
    if balance.helped is not None:
        lines.append(_helped(talk, balance.helped, thanked=balance.thanked))
    for promise in now.card.promises[:PROMISES_SHOWN]:
        text, day = esc(shortened(promise.text, NOTE_SHOWN)), f.day_near(promise.due_on, talk.today)
        lines.append(t("We still owe them: “{text}”, by {day}.", text=text, day=day))
    return "\n".join(lines)


def _told(talk: Talk, contact: Interaction) -> str:
    """The day of a contact, and its note."""
    day = talk.f.day_near(contact.on, talk.today)
    return f"{day}, “{esc(shortened(contact.note, NOTE_SHOWN))}”" if contact.note else day


def _helped(talk: Talk, ask: Interaction, *, thanked: bool) -> str:
    t = talk.t
    day = talk.f.day_near(ask.on, talk.today)
    said = t("we have said thank you") if thanked else t("we have not said thank you yet")
    if not ask.note:
        return t("They last helped with our request of {day}; {thanked}.", day=day, thanked=said)
    note = esc(shortened(ask.note, NOTE_SHOWN))
    return t("They last helped with this: “{note}”, {day}; {thanked}.", note=note, day=day, thanked=said)


def _reason(talk: Talk, fact: AskFact) -> str:
    t, f = talk.t, talk.f
    day = f.day_near(fact.on, talk.today) if fact.on else None
    if fact.why is AskReason.STREAK:
        n = fact.count or 0
        count = f.counted(n, capital=True)
        return t.n(
            "One request, and no care since.", "{count} requests in a row, without care between them.", n, count=count
        )
    if fact.why is AskReason.PROMISE_OVERDUE:
        n = fact.count or 1
        count = f.counted(n, capital=True)
        return t.n("A promise of ours is overdue.", "{count} promises of ours are overdue.", n, count=count)
    if fact.why is AskReason.BEREAVEMENT:
        return t("Somebody there is in mourning.")
    if fact.why is AskReason.NEGLECTED:
        return t("They have waited long for word from us.")
    if fact.why is AskReason.NO_CARE:
        return t("No care has been noted yet.") if day is None else t("Our last care was on {day}.", day=day)
    if fact.why is AskReason.UNANSWERED:
        return t("Our request of {day} is still unanswered.", day=day or "")
    return t("We last cared for them on {day}.", day=day) if day else t("We have cared for them lately.")
