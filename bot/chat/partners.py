"""/partners: the roster as a list, and the button that opens a card from anywhere."""

from bot.chat.buttons import button
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.words import CareLevel, Role, Tier
from bot.i18n import words
from bot.i18n.translator import Translator, mark
from bot.usecases.partner_lists import Chosen, ListPartners, PartnerPage

room = Room()
NAME_UNITS = 60
MARKS = {CareLevel.WELL: "🟢", CareLevel.ATTENTION: "🟡", CareLevel.NEGLECTED: "🔴"}
_CHOICES = {
    Chosen.MINE: mark("Mine"),
    Chosen.ALL: mark("All"),
    Chosen.UNOWNED: mark("Without owner"),
    Chosen.ARCHIVED: mark("Archived"),
}
_TIERS = {Chosen.KEY: Tier.KEY, Chosen.CORE: Tier.CORE, Chosen.LIGHT: Tier.LIGHT}


@button("pc")
class ShowPartner:
    """Show a partner's card."""

    partner_id: int


@button("pl")
class ShowPartners:
    """Show a page of the partners that were chosen."""

    chosen: Chosen
    page: int


@room.command("partners", "mitra", says=mark("Our partners, page by page"))
async def show_roster(talk: Talk, _text: str) -> None:
    """Shows one's own partners; a manager without any sees all."""
    page = await ListPartners(talk.house.storage, talk.house.organisation)(talk.actor, Chosen.MINE)
    if not page.total and talk.staff.may(Role.MANAGER):
        page = await ListPartners(talk.house.storage, talk.house.organisation)(talk.actor, Chosen.ALL)
    await _show(talk, page)


@room.button(ShowPartners)
async def show_partners(talk: Talk, pressed: ShowPartners) -> None:
    """Shows another page, or another choice."""
    page = await ListPartners(talk.house.storage, talk.house.organisation)(talk.actor, pressed.chosen, pressed.page)
    await _show(talk, page)


async def _show(talk: Talk, page: PartnerPage) -> None:
    t, f = talk.t, talk.f
    lines = [f"{bold(_named(t, page.chosen))} · {t.n('{n} partner', '{n} partners', page.total)}"]
    lines += [
        f"{MARKS[line.level]} {esc(shortened(line.partner.name, NAME_UNITS))} · "
        + words.tier(t, line.partner.tier, inline=True)
        for line in page.lines
    ]
    if page.lines:
        lines.append("\n" + " · ".join(f"{MARKS[level]} {words.care_level(t, level)}" for level in CareLevel))
    else:
        lines.append(t("There is none here. /add adds a partner."))
    keys = [Key(f"{MARKS[line.level]} {line.partner.name}", ShowPartner(line.partner.id)) for line in page.lines]
    turn = [Key("←", ShowPartners(page.chosen, page.page - 1))] if page.page else []
    if page.pages > 1:
        of = f"{f.number(page.page + 1)}/{f.number(page.pages)}"
        turn.append(Key(of, ShowPartners(page.chosen, page.page)))
    if page.page + 1 < page.pages:
        turn.append(Key("→", ShowPartners(page.chosen, page.page + 1)))
    others = [Key(_named(t, one), ShowPartners(one, 0)) for one in Chosen if one is not page.chosen]
    await talk.show("\n".join(lines), keyboard([*in_rows(keys, 1), turn, *in_rows(others, 2)]))


def _named(t: Translator, chosen: Chosen) -> str:
    tier = _TIERS.get(chosen)
    return t(_CHOICES[chosen]) if tier is None else words.tier(t, tier)
