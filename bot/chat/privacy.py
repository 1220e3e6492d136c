"""/privacy: what is kept; a person's data shown whole, sent as a file, erased."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.chat.buttons import button
from bot.chat.html import bold, shortened
from bot.chat.keyboards import Key, keyboard
from bot.chat.people_buttons import ShowKept, ShowPeople, ShowPerson
from bot.chat.privacy_texts import erased_text, erasing_text, general_text, kept_text
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.search.folding import words_of
from bot.domain.words import Role
from bot.i18n.salutations import full_name
from bot.i18n.translator import mark
from bot.usecases.privacy import ErasePerson, ExportPerson, KeptOfPerson, ShowKeptOfPerson

room = Room()
OFFERED = 8
NAME_UNITS = 120


@button("yk")
class SendKept:
    """Send what is kept of a person as a file."""

    person_id: int


@button("yl")
class AskErasing:
    """Should everything about a person be erased?"""

    person_id: int


@button("ym")
class Erase:
    """Erase everything about a person, for good."""

    person_id: int


@room.command("privacy", "privasi", says=mark("What is kept of people"))
async def show_privacy(talk: Talk, text: str) -> None:
    """What is kept in general; with a name, of that person."""
    t = talk.t
    if not text:
        await talk.answer(general_text(t))
        return
    found = [one for one in await talk.house.names.find(text, OFFERED) if one.person is not None]
    people = {one.person.id: (one.person, one.partner) for one in found if one.person is not None}
    if not people:
        await talk.answer(t("No person is called {name}.", name=bold(shortened(text, NAME_UNITS))))
    elif len(people) == 1 or (found[0].clear and found[0].person is not None):
        await _show(talk, next(iter(people)))
    else:
        keys = [[Key(f"{full_name(one)} ({at.name})", ShowKept(id))] for id, (one, at) in people.items()]
        await talk.answer(t("Several fit. Which one?"), keyboard(keys))


@room.button(ShowKept)
async def show_kept(talk: Talk, pressed: ShowKept) -> None:
    """Shows everything that is kept of a person."""
    await _show(talk, pressed.person_id)


@room.button(SendKept)
async def send_kept(talk: Talk, pressed: SendKept) -> None:
    """Sends it as a file that programs can read too."""
    kept = await ExportPerson(talk.house.storage)(talk.actor, pressed.person_id)
    name = "-".join(words_of(kept.person.name))[:60] or str(kept.person.id)
    content = json.dumps(as_json(kept), ensure_ascii=False, indent=2).encode()
    caption = talk.t("All that is kept of {name}.", name=bold(shortened(full_name(kept.person), NAME_UNITS)))
    await talk.send_file(f"{name}.json", content, caption)


@room.button(AskErasing)
async def ask_erasing(talk: Talk, pressed: AskErasing) -> None:
    """Says what would be erased, what stays, and that it is for good."""
    t, kept = talk.t, await ShowKeptOfPerson(talk.house.storage)(talk.actor, pressed.person_id)
    id = kept.person.id
    await talk.show(
        erasing_text(t, kept),
        keyboard([[Key(t("Yes, erase for good"), Erase(id))], [Key(t("Cancel"), ShowPerson(id))]]),
    )


@room.button(Erase)
async def erase(talk: Talk, pressed: Erase) -> None:
    """Erases; a second press finds nobody any more."""
    erased = await ErasePerson(talk.house.storage, talk.house.organisation)(talk.actor, pressed.person_id)
    t = talk.t
    await talk.show(erased_text(t), keyboard([[Key(t("All people"), ShowPeople(erased.partner_id, 0))]]))


async def _show(talk: Talk, person_id: int) -> None:
    t, kept = talk.t, await ShowKeptOfPerson(talk.house.storage)(talk.actor, person_id)
    id = kept.person.id
    keys = [Key(t("Send as a file"), SendKept(id))]
    if talk.staff.may(Role.MANAGER):
        keys.append(Key(t("Erase"), AskErasing(id)))
    await talk.show(kept_text(talk, kept), keyboard([keys, [Key(t("Back"), ShowPerson(id))]]))


def as_json(kept: KeptOfPerson) -> dict[str, Any]:
    """What is kept as plain JSON; nothing in it but the person's."""
    parts: dict[str, Any] = {"person": _row(kept.person), "partner": kept.partner.name}
    for name in ("occasions", "kept_feasts", "events", "contacts", "promises"):
        parts[name] = [_row(one) for one in getattr(kept, name)]
    parts["named_elsewhere"] = [_row(one) for one in kept.elsewhere]
    return parts


def _row(row: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, (date, datetime)) else value
        for name, value in asdict(row).items()
        if value is not None and name != "surfaces_on"
    }
