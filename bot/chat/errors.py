"""Errors as sentences: the one place where a fact becomes words in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.chat.html import esc
from bot.domain.errors import (
    AlreadyAnswered,
    BadValue,
    ChangedMeanwhile,
    InvitationRefused,
    MailedAlready,
    NotAllowed,
    NotFound,
    NothingToUndo,
    Outdated,
    RawatError,
)
from bot.domain.words import Role
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark

_FIELDS: dict[str, str] = {
    "future": mark("A contact cannot lie in the future. Write a day up to today, for example yesterday."),
    "before_known": mark("On {day} this partner was not known yet; it is one since {first}. Write a later day."),
    "past": mark("{day} is over. Write a day from today on."),
    "not_ahead": mark("{day} is not ahead. Choose a later day."),
    "last_day": mark("{day} is the last day on which this greeting still fits, so it cannot wait any longer."),
    "since_ahead": mark("That is still ahead. Write a day up to today, for example 3 March 2021, or the year alone."),
    "no_since": mark("No day was found in that. Write it like 3 March 2021 or 3/3/2021, or the year alone."),
    "since_year_missing": mark("The year is missing. Write it like 3 March 2021, or the year alone."),
    "ends_before_it_begins": mark("It cannot end before it begins on {first}. Write a later end."),
    "closed_already": mark("This agreement has its outcome already. Add a new one if there is one."),
    "days_out_of_range": mark("{days} days cannot be right. Write 1 to {most}, or 0 for never."),
    "not_later": mark("The new end must be later than {day}. Write another day."),
    "not_open": mark("This opens on {day}; until then there is nothing to answer."),
    "silent_day": mark("Today is the day of silence itself. The greeting fits again from {day} on."),
    "archived": mark("{partner} is archived. Bring it back first, from its card."),
    "died": mark("{name} has died; nothing is sent any more."),
    "left": mark("{name} is no longer there; choose somebody else to write to."),
    "refused": mark("{name} did not agree that days and holidays are remembered; no wishes are sent."),
    "same_partner": mark("That is one and the same partner already: {partner}."),
    "elsewhere": mark("{person} is not at {partner}. Choose somebody else."),
    "choose_gesture": mark("Choose which it was: thanks, an offer, promotion or an introduction."),
    "asks_outcome": mark("This one asks for an outcome. Choose it by the buttons."),
    "last_admin": mark("This is the last admin. Make somebody else admin first."),
    "missing": mark("Something is missing there. Write it again."),
    "missing_partner": mark("The partner is missing. Choose it first."),
    "missing_purpose": mark("What it was for is missing. Choose it first."),
    "no_day": mark("No day was found in that. Write it like 23 November, 23/11 or Friday."),
    "too_long": mark(
        "That is too long: at most {most} characters fit. What was typed is kept; shorten it and send it again."
    ),
    "empty": mark("There is no text in that. Write it again, in letters."),
    "no_number": mark("That is no number of days. Write figures alone, for example 30; 0 means never."),
    "no_own_email": mark("Answers need an address: write yours in /settings first, under E-mail."),
    "nobody": mark("Nobody is left to write to. Choose others, or look at who is left out and why."),
    "nobody_to_mail": mark("Nobody of these is written to by e-mail, so there is nothing to try."),
    "file_too_large": mark("That is too large: all files together may have {most} MB. Send a smaller one."),
    "bad_email": mark("That is no e-mail address: something is missing around the @. Write it like name@example.org."),
    "nameless_contact": mark("That contact has no name in letters. Name it in the phone first, and share it again."),
    "bad_telegram": mark("That is no Telegram name: it has 4 letters or more, without blanks. Write it like @ratna_w."),
    "has_died": mark("{person} has died. Nothing is sent any more, and this cannot be done."),
    "not_there": mark("{person} is no longer there. Look at the card first."),
    "there_already": mark("{person} is at {partner} already. Choose another partner."),
    "no_successor": mark("{person} is not there any more. Choose somebody else, or write a name."),
    "bad_language": mark("That language is not known here. Choose Indonesian or English."),
    "no_colleague": mark("No colleague has that name. Write it in another way, or choose by the buttons."),
    "no_choice": mark("That is none of the choices. Choose one by the buttons."),
    "has_left": mark("{person} has left the team. Choose somebody else."),
    "same_owner": mark("{person} has these partners already. Choose somebody else."),
    "nothing_to_hand_over": mark("{person} has no partners left to hand over."),
    "owner_is_backup": mark("{person} cannot be both owner and backup. Choose somebody else."),
    "known_person": mark("{person} is known at {partner} already."),
    "year_alone": mark("A birthday needs its day and month. Write it like 14 August 1978 or 14/8."),
    "no_birthday": mark("No day was found in that. Write the birthday like 14 August 1978 or 14/8."),
    "birthday_ahead": mark("That day is still ahead. Write the birthday like 14 August 1978 or 14/8."),
    "bad_hour": mark("That is no time of day. Write it like 07:30."),
    "bad_zone": mark("That time zone is not known. Write it like Asia/Makassar, WIB, WITA or WIT."),
    "day_year_alone": mark("{year} alone is not a day yet. Write day and month too, for example 14 August or 14/8."),
    "no_occasion_day": mark("No day was found in that. Write it like 14 August 1978, 14/8, 17 Ramadan or Galungan."),
    "impossible_hijri": mark("There is no {day}: a Hijri month has at most 30 days. Write the day again."),
    "moving_feast": mark(
        "{feast} moves by its own rule and is no day of its own here. Choose it among the holidays instead."
    ),
    "day_ahead": mark("That day is still ahead. Write when it began, for example 3 March 1998."),
    "past_day": mark("That day is over and does not come again. Write a day from today on."),
    "not_agreed": mark("{person} did not agree that days and holidays are remembered, so nothing is kept."),
    "unknown_feast": mark("That holiday is not known here any more. Choose another one."),
    "too_far": mark("It can be kept at most {most} days earlier or later."),
    "far_feast": mark("That is too far from {day}, the day by the calendar: at most {most} days. Write another day."),
    "known_feast": mark("{feast} is known here already. Choose another name, or use that holiday."),
    "parting_sign": mark("A name may not hold signs like : ; , / or +. Write it again without them."),
    "too_many": mark("There are {most} already, and more would fill every list. Take one away first."),
    "greeting_days": mark("Greeting days go from before to after, at most {most} days each way. Write them like -1 7."),
    "end_before_start": mark("{last} comes before {first}. Write the days in order, for example 10-14 December."),
    "overlaps": mark(
        "These days overlap an absence from {first} to {last}. Change that one in /away, or write other days."
    ),
    "too_long_away": mark("From {first} to {last} is more than a year. Write at most {most} days."),
    "no_period": mark("No days were found in that. Write them like 1-15 Nov, October, or 1 Oct to 15 Nov 2025."),
    "period_ahead": mark("These days are still ahead. Write days that have begun, for example 1-15 Nov."),
    "period_too_long": mark("That is more than a year. Write at most a year, for example 1 Jan to 31 Dec."),
    "no_days": mark("No days were found in that. Write them like 10-14 December, tomorrow until Friday, or 3 days."),
    "not_reached": mark("Messages do not reach {person} at present. Choose somebody else."),
    "own_stand_in": mark("One cannot stand in for oneself. Choose somebody else."),
    "year_out_of_range": mark("The year {year} cannot be right. Write the day with a year between 1900 and 2100."),
}
_REFUSED: dict[str, str] = {
    "used": mark("This invitation was used already. Ask an admin for a new link."),
    "expired": mark("This invitation is too old. Ask an admin for a new link."),
    "unknown": mark("This invitation is not known here. Ask an admin for a new link."),
    "joined": mark("You have joined already. The link still works once: pass it on to somebody else."),
}
_NOT_ALLOWED: dict[str, str] = {
    Role.STAFF.value: mark("This is for active team members alone. Ask an admin for an invitation link."),
    Role.MANAGER.value: mark("Only managers can do this. Please ask one of them."),
    Role.ADMIN.value: mark("This is for admins alone. Ask one of them to do it."),
    "own partners": mark("One can do this with partners of one's own; managers with any. Please ask one of them."),
}
_ONES_OWN = mark("This belongs to a colleague; only they can change it.")


def sentence(error: RawatError, t: Translator, f: Formats) -> str:
    """What the error means for the one who reads, and what to do."""
    if isinstance(error, BadValue):
        return _bad_value(error, t, f)
    if isinstance(error, InvitationRefused):
        return t(_REFUSED.get(error.why, _REFUSED["unknown"]))
    if isinstance(error, NotAllowed):
        return t(_NOT_ALLOWED.get(error.needed, _ONES_OWN))
    return _PLAIN.get(type(error), _unknown)(t)


def _bad_value(error: BadValue, t: Translator, f: Formats) -> str:
    facts = {name: _shown(value, f) for name, value in error.facts}
    if error.why == "impossible_day":
        return _impossible_day(dict(error.facts), t, f)
    text = _FIELDS.get(error.why)
    if text is None:
        return t("That cannot be taken. Write it again in another way.")
    return t(text, **facts)


def _impossible_day(facts: Mapping[str, Any], t: Translator, f: Formats) -> str:
    day, month, year = facts.get("day"), facts.get("month"), facts.get("year")
    named = str(day)
    if isinstance(month, int) and 1 <= month <= 12:
        named = f"{day} {f.month_name(date(2000, month, 1))}"
    if isinstance(month, int) and month > 12:
        named = f"{day}/{month}"
    if year is not None:
        named = f"{named} {year}"
    return t("There is no {day}. Write the day again, for example 31 August or 31/8.", day=named)


def _shown(value: Any, f: Formats) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, date):
        return f.day_year(value)
    return str(value) if isinstance(value, int) else esc(str(value))


def _gone(t: Translator) -> str:
    return t("This is no longer there. Look for it with /find.")


def _changed(t: Translator) -> str:
    return t("Somebody changed this meanwhile. Open the card again and look at it first.")


def _settled(t: Translator) -> str:
    return t("This reminder is settled already.")


def _mailed(t: Translator) -> str:
    return t("A mail for this reminder is on its way already, so none goes out a second time.")


def _outdated(t: Translator) -> str:
    return t("This button is from an earlier step. Go on with the newest message, or begin again.")


def _nothing(t: Translator) -> str:
    return t("There is nothing to take back: no change of your own in the last day.")


def _unknown(t: Translator) -> str:
    return t("That did not work. Try again in a moment.")


_PLAIN: dict[type[RawatError], Callable[[Translator], str]] = {
    NotFound: _gone,
    AlreadyAnswered: _settled,
    ChangedMeanwhile: _changed,
    MailedAlready: _mailed,
    Outdated: _outdated,
    NothingToUndo: _nothing,
}
