"""/partners: the roster as a list, narrowed by buttons, and the button that opens a card from anywhere."""

from dataclasses import replace
from typing import Any

from bot.chat.buttons import button
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_even_rows, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.paging import page_near
from bot.domain.words import CareLevel, Kind, Role, Tier
from bot.i18n import words
from bot.i18n.translator import Translator, mark
from bot.usecases.partner_lists import (
    CountPartners,
    ListPartners,
    Narrowed,
    Part,
    PartnerPage,
    Scope,
    Selection,
)

room = Room()
NAME_UNITS = 60
CHOICES = 12
"""Choices on one page: an organisation may have partners in a hundred cities."""
MARKS = {CareLevel.WELL: "🟢", CareLevel.ATTENTION: "🟡", CareLevel.NEGLECTED: "🔴"}
_SCOPES = {
    Scope.MINE: mark("Mine"),
    Scope.ALL: mark("All"),
    Scope.UNOWNED: mark("Without owner"),
    Scope.ARCHIVED: mark("Archived"),
}
_PARTS = {
    Part.SCOPE: mark("Whose"),
    Part.TIER: mark("Tier"),
    Part.KIND: mark("Kind"),
    Part.CITY: mark("City"),
    Part.LEVEL: mark("Care"),
}
_QUESTIONS = {
    Part.SCOPE: mark("Whose partners?"),
    Part.TIER: mark("Of which tier?"),
    Part.KIND: mark("Of which kind?"),
    Part.CITY: mark("In which city?"),
    Part.LEVEL: mark("How well cared for?"),
}
_OPEN = {Part.TIER: "tier", Part.KIND: "kind", Part.CITY: "city", Part.LEVEL: "level"}


@button("pc")
class ShowPartner:
    """Show a partner's card."""

    partner_id: int


@button("lp")
class ShowPartners:
    """Show a page of the partners that were chosen; what is None is left open, a city is named by its mark."""

    scope: Scope
    tier: Tier | None
    kind: Kind | None
    level: CareLevel | None
    city: str | None
    page: int


@button("lq")
class NarrowPartners:
    """Show how the list can be narrowed by one part; ``page`` turns through the choices."""

    part: Part
    scope: Scope
    tier: Tier | None
    kind: Kind | None
    level: CareLevel | None
    city: str | None
    page: int


@room.command("partners", "mitra", says=mark("Our partners, page by page"))
async def show_roster(talk: Talk, _text: str) -> None:
    """Shows one's own partners; a manager without any sees all."""
    list_partners = ListPartners(talk.house.storage, talk.house.organisation)
    page = await list_partners(talk.actor, Selection())
    if not page.total and talk.staff.may(Role.MANAGER):
        page = await list_partners(talk.actor, Selection(Scope.ALL))
    await _show(talk, page)


@room.button(ShowPartners)
async def show_partners(talk: Talk, pressed: ShowPartners) -> None:
    """Shows another page, or another choice."""
    list_partners = ListPartners(talk.house.storage, talk.house.organisation)
    await _show(talk, await list_partners(talk.actor, _selected(pressed), pressed.page))


@room.button(NarrowPartners)
async def ask_narrower(talk: Talk, pressed: NarrowPartners) -> None:
    """Shows the choices of one part, with how many partners each leaves."""
    t, selection, part = talk.t, _selected(pressed), pressed.part
    choices = await CountPartners(talk.house.storage, talk.house.organisation)(talk.actor, selection, part)
    page = page_near(pressed.page, len(choices), CHOICES)
    shown = choices[page * CHOICES :][:CHOICES]
    keys = [Key(f"{_choice(t, part, one)} · {talk.f.number(one.many)}", _to_list(one.selection)) for one in shown]
    turn = [Key("←", _to_part(part, selection, page - 1))] if page else []
    if (page + 1) * CHOICES < len(choices):
        turn.append(Key("→", _to_part(part, selection, page + 1)))
    below = [Key(t("Back"), _to_list(selection))]
    if part in _OPEN and getattr(selection, _OPEN[part]) is not None:
        below.insert(0, Key(t("All of them"), _to_list(_without(selection, part))))
    text = t(_QUESTIONS[part]) if choices else t("There is nothing to choose here.")
    await talk.show(text, keyboard([*in_rows(keys, 2), turn, below]))


async def _show(talk: Talk, page: PartnerPage) -> None:
    t, f, selection = talk.t, talk.f, page.selection
    head = " · ".join([bold(_chosen(t, page, Part.SCOPE)), *(esc(one) for one in _narrowed(t, page))])
    lines = [f"{head} · {t.n('{n} partner', '{n} partners', page.total)}"]
    lines += [
        f"{place}. {MARKS[line.level]} {esc(shortened(line.partner.name, NAME_UNITS))} · "
        + words.tier(t, line.partner.tier, inline=True)
        for place, line in enumerate(page.lines, start=1)
    ]
    if page.lines:
        lines.append("\n" + " · ".join(f"{MARKS[level]} {words.care_level(t, level)}" for level in CareLevel))
    else:
        lines.append(t("There is none here. /add adds a partner."))
    keys = [Key(str(place), ShowPartner(line.partner.id)) for place, line in enumerate(page.lines, start=1)]
    rows = in_even_rows(keys)
    if page.pages > 1:
        here = f"{f.number(page.page + 1)} / {f.number(page.pages)}"
        turn = [Key("←", _to_list(selection, page.page - 1))] if page.page else []
        rows.append([*turn, Key(here, _to_list(selection, page.page))])
        if page.page + 1 < page.pages:
            rows[-1].append(Key("→", _to_list(selection, page.page + 1)))
    parts = [one for one in Part if one is not Part.LEVEL or selection.scope is not Scope.ARCHIVED]
    narrow = [Key(_label(t, page, one), _to_part(one, selection, 0)) for one in parts]
    if selection.scope is not Scope.ALL:
        # Whoever looks for a colleague's partner sees at once how.
        narrow.insert(1, Key(t("All partners"), _to_list(replace(selection, scope=Scope.ALL))))
    rows += in_rows(narrow, 3)
    await talk.show("\n".join(lines), keyboard(rows))


def _selected(pressed: ShowPartners | NarrowPartners) -> Selection:
    return Selection(pressed.scope, pressed.tier, pressed.kind, pressed.level, pressed.city)


def _to_list(selection: Selection, page: int = 0) -> ShowPartners:
    # Nobody is cared for in the archive.
    level = None if selection.scope is Scope.ARCHIVED else selection.level
    return ShowPartners(selection.scope, selection.tier, selection.kind, level, selection.city, page)


def _to_part(part: Part, selection: Selection, page: int) -> NarrowPartners:
    kept = selection
    return NarrowPartners(part, kept.scope, kept.tier, kept.kind, kept.level, kept.city, page)


def _without(selection: Selection, part: Part) -> Selection:
    kept: dict[str, Any] = {name: getattr(selection, name) for name in ("scope", *_OPEN.values())}
    return Selection(**{**kept, _OPEN[part]: None})


def _label(t: Translator, page: PartnerPage, part: Part) -> str:
    chosen = _chosen(t, page, part)
    return f"✓ {chosen}" if chosen else t(_PARTS[part])


def _narrowed(t: Translator, page: PartnerPage) -> list[str]:
    return [chosen for part in _OPEN if (chosen := _chosen(t, page, part))]


def _chosen(t: Translator, page: PartnerPage, part: Part) -> str:
    """What a part is narrowed to, plain; empty where it is left open."""
    selection = page.selection
    said = {
        Part.SCOPE: t(_SCOPES[selection.scope]),
        Part.TIER: words.tier(t, selection.tier) if selection.tier else "",
        Part.KIND: words.kind(t, selection.kind) if selection.kind else "",
        Part.CITY: shortened(page.city, NAME_UNITS) if page.city else "",
        Part.LEVEL: words.care_level(t, selection.level) if selection.level else "",
    }
    return said[part]


def _choice(t: Translator, part: Part, choice: Narrowed) -> str:
    if part is Part.SCOPE:
        return t(_SCOPES[choice.value])
    if part is Part.TIER:
        return words.tier(t, choice.value)
    if part is Part.KIND:
        return words.kind(t, choice.value)
    if part is Part.LEVEL:
        return f"{MARKS[choice.value]} {words.care_level(t, choice.value)}"
    return shortened(str(choice.value), NAME_UNITS // 2)
