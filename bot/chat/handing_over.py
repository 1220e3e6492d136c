"""Handing everything of a colleague over to another one."""

from bot.chat.buttons import button
from bot.chat.html import bold
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.staff import AskTaker, InvitePending, ShowColleague
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.words import StaffState
from bot.usecases.handing_over import HandOverAll, ListTakers

room = Room()


@button("th")
class HandTo:
    """Hand everything of one colleague over to another; asked once more unless ``sure``."""

    from_id: int
    to_id: int
    sure: bool


@room.button(AskTaker)
async def ask_taker(talk: Talk, pressed: AskTaker) -> None:
    """Asks who takes the partners."""
    t = talk.t
    found = await ListTakers(talk.house.storage)(talk.actor, pressed.staff_id, pressed.page)
    labels = [t("{name} (not joined yet)", name=one.name) if _waits(one.state) else one.name for one in found.takers]
    keys = [Key(label, HandTo(found.giver.id, one.id, False)) for label, one in zip(labels, found.takers, strict=True)]
    turn = [Key("←", AskTaker(found.giver.id, found.page - 1))] if found.page else []
    if found.page + 1 < found.pages:
        turn.append(Key("→", AskTaker(found.giver.id, found.page + 1)))
    text = t.n(
        "Who takes over {n} partner of {name}?",
        "Who takes over the {n} partners of {name}?",
        found.partners,
        name=bold(found.giver.name),
    )
    if not found.takers:
        text = t("There is nobody else yet. Invite somebody first, with /invite.")
    await talk.show(text, keyboard([*in_rows(keys, 2), turn, [Key(t("Back"), ShowColleague(found.giver.id))]]))


@room.button(HandTo)
async def hand_over(talk: Talk, pressed: HandTo) -> None:
    """Asks once more, then hands everything over and says who is told."""
    t = talk.t
    if not pressed.sure:
        await _ask_once_more(talk, pressed)
        return
    hand_over_all = HandOverAll(talk.house.storage, talk.house.organisation)
    handed = await hand_over_all(talk.actor, pressed.from_id, pressed.to_id)
    n, name = handed.partners, bold(handed.name)
    lines = [t.n("{n} partner is with {name} now.", "{n} partners are with {name} now.", n, name=name)]
    rows = [[key] if (key := undo_key(t, handed.change_set_id)) else []]
    if handed.pending:
        lines.append(t("Pass the invitation link on; everything waits until {name} joins.", name=name))
        rows.append([Key(t("Invitation link"), InvitePending(handed.staff_id))])
    elif handed.staff_id != talk.staff.id:
        lines.append(t("{name} is told what is due, and introduces themselves within five working days.", name=name))
    await talk.show("\n".join(lines), keyboard([*rows, [Key(t("Back"), ShowColleague(0))]]))


async def _ask_once_more(talk: Talk, pressed: HandTo) -> None:
    t = talk.t
    found = await ListTakers(talk.house.storage)(talk.actor, pressed.from_id)
    async with talk.house.storage.read() as uow:
        taker = await uow.staff.get(pressed.to_id)
    text = t.n(
        "Hand {n} partner of {giver} over to {taker}? Where {giver} is the backup, {taker} becomes it.",
        "Hand {n} partners of {giver} over to {taker}? Where {giver} is the backup, {taker} becomes it.",
        found.partners,
        giver=bold(found.giver.name),
        taker=bold(taker.name),
    )
    sure = Key(t("Yes, hand over"), HandTo(pressed.from_id, pressed.to_id, True))
    await talk.show(text, keyboard([[sure], [Key(t("Back"), AskTaker(pressed.from_id, 0))]]))


def _waits(state: StaffState) -> bool:
    return state is StaffState.PENDING
