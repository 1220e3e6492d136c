"""Rhythms of a partner's own: how often we check in, send news, and do something for them."""

import re

from bot.chat.buttons import button
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partner_card import EditPartner, show_card
from bot.chat.replanned_texts import replanned_line
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import BadValue, ChangedMeanwhile
from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.rhythms import TIER_DAYS
from bot.domain.words import FormKind, Rhythm
from bot.i18n import words
from bot.i18n.translator import Translator, mark
from bot.usecases import own_rhythms
from bot.usecases.forms import Forms
from bot.usecases.own_rhythms import ChangeRhythm, RhythmChanged, RhythmLine
from bot.usecases.partner_fields import mark_of

room = Room()
NAME_UNITS = 120
OFFERED = {
    Rhythm.CHECK_IN: (14, 30, 45, 60, 90, 120),
    Rhythm.UPDATE: (30, 60, 90, 120, 180, 365),
    Rhythm.GESTURE: (60, 90, 120, 180, 365, 730),
}
_QUESTIONS = {
    Rhythm.CHECK_IN: mark("Every how many days should we ask how {partner} is?"),
    Rhythm.UPDATE: mark("Every how many days should {partner} get news from us?"),
    Rhythm.GESTURE: mark("Every how many days should we do something for {partner}, such as thanks or an offer?"),
}
_UNITS = {
    1: "hari, hr, h, day, days, d",
    7: "minggu, mgg, pekan, week, weeks, w",
    30: "bulan, bln, month, months",
    365: "tahun, thn, year, years",
}
_DAYS_OF = {word: days for days, said in _UNITS.items() for word in said.split(", ")}
_NEVER = frozenset({"never", "tidak pernah", "tdk pernah", "tidak", "nol", "zero"})
_NUMBER = re.compile(r"(?:tiap |setiap |every )?(?P<sign>[-\N{MINUS SIGN}]?) ?(?P<number>[0-9]{1,9}) ?(?P<unit>[a-z]*)")


@button("lr")
class ShowRhythms:
    """Show the three rhythms of a partner."""

    partner_id: int


@button("ls")
class EditRhythm:
    """Ask for the length of one rhythm."""

    partner_id: int
    rhythm: Rhythm


@button("lt")
class SetRhythm:
    """Set a rhythm to so many days; None is the tier's. ``seen`` marks what it was when it was asked."""

    partner_id: int
    rhythm: Rhythm
    days: int | None
    seen: str


@room.button(ShowRhythms)
async def show_rhythms(talk: Talk, pressed: ShowRhythms) -> None:
    """The three, with where they come from and when they fall due next."""
    show = own_rhythms.ShowRhythms(talk.house.storage, talk.house.organisation)
    partner, lines = await show(talk.actor, pressed.partner_id)
    t = talk.t
    head = t("Rhythms of {partner}", partner=_strong(partner)) + f" · {words.tier(t, partner.tier)}"
    keys = [Key(words.rhythm(t, one.row.rhythm), EditRhythm(partner.id, one.row.rhythm)) for one in lines]
    said = [_line(talk, partner, one) for one in lines]
    await talk.show("\n".join([head, "", *said]), keyboard([keys, [Key(t("Back"), EditPartner(partner.id))]]))


@room.button(EditRhythm)
async def ask_days(talk: Talk, pressed: EditRhythm) -> None:
    """Asks for the days, by buttons or by a number that the form then waits for."""
    show = own_rhythms.ShowRhythms(talk.house.storage, talk.house.organisation)
    partner, lines = await show(talk.actor, pressed.partner_id)
    t, rhythm = talk.t, pressed.rhythm
    line = next(one for one in lines if one.row.rhythm is rhythm)
    seen = mark_of(line.row.own_days)
    fields = {"partner": partner.id, "rhythm": rhythm.value, "seen": seen}
    await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.RHYTHM, "days", fields, awaits="days")
    keys = [
        Key(t.n("{n} day", "{n} days", days), SetRhythm(partner.id, rhythm, days, seen)) for days in OFFERED[rhythm]
    ]
    below = [Key(t("Never"), SetRhythm(partner.id, rhythm, 0, seen))]
    if line.row.own_days is not None:
        tier = words.tier(t, partner.tier, inline=True)
        below.append(Key(t("As for a {tier}", tier=tier), SetRhythm(partner.id, rhythm, None, seen)))
    text = "\n".join(
        [
            t(_QUESTIONS[rhythm], partner=_strong(partner)),
            _line(talk, partner, line),
            t("Choose, or write the number of days; 0 is never."),
        ]
    )
    await talk.show(text, keyboard([*in_rows(keys, 3), below, [Key(t("Back"), ShowRhythms(partner.id))]]))


@room.button(SetRhythm)
async def save_days(talk: Talk, pressed: SetRhythm) -> None:
    """Sets the rhythm; where somebody was quicker, asks first."""
    await _save(talk, pressed)


@room.form(FormKind.RHYTHM)
async def take_days(talk: Talk, form: Form, text: str) -> None:
    """Takes a number of days; what is none leaves the form as it is."""
    fields = form.fields
    wanted = SetRhythm(fields["partner"], Rhythm(fields["rhythm"]), need_days(text), fields["seen"])
    await _save(talk, wanted)
    await Forms(talk.house.storage).close(talk.actor, form)


def need_days(text: str) -> int:
    """Days as they are typed: "30", "2 minggu", "tidak pernah"; ``BadValue`` for what is no number of days."""
    plain = " ".join(text.casefold().split()).strip(" .,!")
    if plain in _NEVER:
        return 0
    found = _NUMBER.fullmatch(plain)
    if found is None or (found["unit"] and found["unit"] not in _DAYS_OF):
        raise BadValue("days", "no_number")
    days = int(found["number"]) * _DAYS_OF.get(found["unit"], 1)
    return -days if found["sign"] else days


async def _save(talk: Talk, wanted: SetRhythm) -> None:
    change = ChangeRhythm(talk.house.storage, talk.house.organisation)
    try:
        changed = await change(talk.actor, wanted.partner_id, wanted.rhythm, wanted.days, wanted.seen)
    except ChangedMeanwhile as error:
        await _ask_anyway(talk, wanted, error)
        return
    await show_card(talk, changed.partner_id, _changed(talk, changed), changed.change_set_id)


async def _ask_anyway(talk: Talk, wanted: SetRhythm, error: ChangedMeanwhile) -> None:
    """Says what it is now and who set it; the button holds what was wanted."""
    t, f = talk.t, talk.f
    async with talk.house.storage.read() as uow:
        who = await uow.staff.find(error.by)
    if who is None or who.id == talk.staff.id or error.at is None:
        said = t("This rhythm was changed meanwhile.")
    else:
        said = t("{who} changed this rhythm meanwhile, {when}.", who=esc(who.name), when=f.moment(error.at))
    now = t("the tier's") if error.value is None else _every(t, error.value)
    own = t("the tier's") if wanted.days is None else _every(t, wanted.days)
    lines = [said, t("Now: {value}", value=now), t("Your answer: {value}", value=own)]
    anyway = SetRhythm(wanted.partner_id, wanted.rhythm, wanted.days, mark_of(error.value))
    keys = [Key(t("Change it anyway"), anyway), Key(t("Leave it"), ShowRhythms(wanted.partner_id))]
    await talk.show("\n".join(lines), keyboard([keys]))


def _changed(talk: Talk, changed: RhythmChanged) -> str:
    t = talk.t
    if changed.change_set_id is None:
        return t("It was so already.")
    name = words.rhythm(t, changed.rhythm)
    said = [t("{rhythm}: {every} from now on.", rhythm=name, every=_every(t, changed.days))]
    if changed.next_on is not None:
        day = talk.f.relative(changed.next_on, talk.today)
        said.append(t("Due since {day}.", day=day) if changed.next_on < talk.today else t("Next: {day}.", day=day))
    said.append(replanned_line(t, talk.f, changed.told))
    return " ".join(part for part in said if part)


def _line(talk: Talk, partner: Partner, line: RhythmLine) -> str:
    t, f, today = talk.t, talk.f, talk.today
    tiers = TIER_DAYS[partner.tier][line.row.rhythm]
    name, every = bold(words.rhythm(t, line.row.rhythm)), _every(t, line.days)
    if line.row.own_days is None:
        said = t("{rhythm}: {every}, as for every {tier}.", rhythm=name, every=every, tier=_tier(t, partner))
    else:
        usual = _every(t, tiers)
        said = t(
            "{rhythm}: {every}, for this partner alone (otherwise {usual}).", rhythm=name, every=every, usual=usual
        )
    if line.next_on is None:
        return said
    day = f.day_near(line.next_on, today)
    return f"{said} " + (t("Due since {day}.", day=day) if line.next_on < today else t("Next: {day}.", day=day))


def _every(t: Translator, days: int) -> str:
    return t.n("every day", "every {n} days", days) if days else t.c("rhythm length", "never")


def _tier(t: Translator, partner: Partner) -> str:
    return words.tier(t, partner.tier, inline=True)


def _strong(partner: Partner) -> str:
    return bold(shortened(partner.name, NAME_UNITS))
