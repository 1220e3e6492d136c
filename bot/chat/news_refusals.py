"""Who wants no news of ours: said on the page where a person, or a partner, is changed."""

from bot.chat.buttons import button
from bot.chat.keyboards import Key
from bot.chat.partner_card import show_card
from bot.chat.person_card import show_person_card
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.i18n.translator import Translator
from bot.usecases.news_refusals import RefuseNews

room = Room()


@button("no")
class RefuseNewsOf:
    """This person wants no news of ours, or wants it again."""

    person_id: int
    refuses: bool


@button("np")
class RefuseNewsAt:
    """Nobody at this partner wants news of ours, or they want it again."""

    partner_id: int
    refuses: bool


def refusal_key(t: Translator, one: Person | Partner) -> Key:
    """The key that says the other thing than what is kept."""
    refuses = one.news_refused_on is None
    kind = RefuseNewsOf if isinstance(one, Person) else RefuseNewsAt
    return Key(t("No more news") if refuses else t("News again"), kind(one.id, refuses))


@room.button(RefuseNewsOf)
async def refuse_for_person(talk: Talk, pressed: RefuseNewsOf) -> None:
    """Keeps it and shows the card."""
    refuse = RefuseNews(talk.house.storage, talk.house.organisation)
    kept = await refuse(talk.actor, person_id=pressed.person_id, refuses=pressed.refuses)
    await show_person_card(talk, pressed.person_id, _said(talk.t, refuses=kept.refuses), kept.change_set_id)


@room.button(RefuseNewsAt)
async def refuse_for_partner(talk: Talk, pressed: RefuseNewsAt) -> None:
    """Keeps it and shows the card."""
    refuse = RefuseNews(talk.house.storage, talk.house.organisation)
    kept = await refuse(talk.actor, partner_id=pressed.partner_id, refuses=pressed.refuses)
    await show_card(talk, kept.partner_id, _said(talk.t, refuses=kept.refuses), kept.change_set_id)


def _said(t: Translator, *, refuses: bool) -> str:
    if refuses:
        return t("Kept: no more news of ours goes there.")
    return t("Kept: our news goes there again.")
