"""A partner's card in words: what one wants to see before calling there."""

from dataclasses import dataclass
from datetime import date

from bot.chat.absence_texts import away_mark
from bot.chat.agreement_texts import agreement_on_card
from bot.chat.day_texts import years_text
from bot.chat.gesture_lines import came_text, offer_line
from bot.chat.html import bold, esc, shortened
from bot.chat.partner_fields import own_rhythms
from bot.chat.partners import MARKS
from bot.domain.care import CareFact, CareReason
from bot.domain.coming import ComingDay, is_round
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.people import Person
from bot.domain.words import Direction, OccasionKind, PartnerState
from bot.i18n import words
from bot.i18n.care_reasons import care_reason
from bot.i18n.formats import Formats
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator, own_name
from bot.usecases.cards import PartnerCard

NAME_UNITS = 200
WORDS_UNITS = 240
EVENTS_SHOWN = 3
PEOPLE_SHOWN = 6
DAYS_SHOWN = 4
PROMISES_SHOWN = 4
AGREEMENTS_SHOWN = 2
OFFERS_SHOWN = 2
INTRODUCTIONS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class CardText:
    """Words a card in the reader's language."""

    t: Translator
    f: Formats
    card: PartnerCard
    today: date

    def text(self) -> str:
        """The card."""
        blocks = [self._head(), self._befell(), self._care(), self._people(), self._days(), self._owed(), self._note()]
        return "\n\n".join("\n".join(lines) for lines in blocks if lines)

    def _head(self) -> list[str]:
        t, partner = self.t, self.card.partner
        lines = [f"{bold(shortened(partner.name, NAME_UNITS))} · {words.tier(t, partner.tier)}"]
        facts = [words.kind(t, partner.kind)]
        if partner.city:
            facts.append(_short(partner.city))
        if partner.since_on is not None:
            facts.append(t("partner since {day}", day=self.f.day_year(partner.since_on)))
        elif partner.since_year is not None:
            facts.append(t("partner since {day}", day=str(partner.since_year)))
        lines.append(" · ".join(facts))
        if partner.state is PartnerState.ARCHIVED:
            lines.append(t("Archived: nothing is due here."))
        lines.append(self._owner())
        if partner.news_refused_on is not None:
            lines.append(t("Wants no news of ours."))
        if (absence := self.card.absence) is not None:
            mark = away_mark(t, self.f, absence, self.card.staff_name(absence.stand_in_id), self.today)
            lines.append(f"🌴 {mark[:1].upper()}{mark[1:]}")
        reach = [_short(value) for value in (partner.phone, partner.email) if value]
        if partner.language is not None:
            reach.append(own_name(partner.language))
        return [*lines, " · ".join(reach)] if reach else lines

    def _owner(self) -> str:
        t, card = self.t, self.card
        owner, backup = card.staff_name(card.partner.owner_id), card.staff_name(card.partner.backup_id)
        if owner is None:
            return t("No owner: reminders go to the managers.")
        if backup is None:
            return t("Owner: {owner}", owner=_short(owner))
        return t("Owner: {owner}, backup: {backup}", owner=_short(owner), backup=_short(backup))

    def _care(self) -> list[str]:
        t, f, card = self.t, self.f, self.card
        if card.partner.state is PartnerState.ARCHIVED:
            # Nobody is cared for in the archive, and so nobody well.
            return self._newest()
        level = card.care.level
        lines = [f"{MARKS[level]} <b>{words.care_level(t, level)}</b>"]
        lines += [self._reason(fact) for fact in card.care.reasons]
        lines += self._newest()
        balance = card.balance
        if balance.streak:
            n = len(balance.streak)
            lines.append(t.n("Balance: one request since our last care.", "Balance: {n} requests in a row.", n))
        elif balance.newest_care is not None:
            day = f.day_near(balance.newest_care.on, self.today)
            lines.append(t("Balance: our last care was on {day}, and no request since.", day=day))
        if card.check_in_on is not None:
            day = f.day_near(card.check_in_on, self.today)
            if card.check_in_on < self.today:
                lines.append(t("A check-in has been due since {day}.", day=day))
            else:
                lines.append(t("Next check-in: {day}.", day=day))
        if own := own_rhythms(t, card.rhythms):
            lines.append(t("Rhythm of its own: {rhythms}", rhythms=own))
        return lines

    def _newest(self) -> list[str]:
        t, card = self.t, self.card
        if card.newest is not None:
            return [self._contact(card.newest)]
        if card.partner.baseline_on is not None:
            day = self.f.day_near(card.partner.baseline_on, self.today)
            return [t("Last contact about {day}, from memory.", day=day)]
        told = any(fact.why is CareReason.NEVER_CONTACTED for fact in card.care.reasons)
        return [] if told else [t("No contact has been noted yet.")]

    def _contact(self, contact: Interaction) -> str:
        t, f = self.t, self.f
        facts = [words.purpose(t, contact.purpose, inline=True)]
        if contact.channel is not None:
            facts.append(words.channel(t, contact.channel, inline=True))
        if contact.direction is Direction.THEIRS:
            facts.append(words.direction(t, contact.direction, inline=True))
        if (name := self.card.staff_name(contact.staff_id)) is not None:
            facts.append(_short(name))
        line = t("Last contact {day} ({facts}).", day=f.day_near(contact.on, self.today), facts=", ".join(facts))
        if contact.note:
            line += "\n" + t("Note: “{note}”", note=_short(contact.note))
        return line

    def _reason(self, fact: CareFact) -> str:
        day = self.f.day_near(fact.on, self.today) if fact.on else ""
        person = self.card.person(fact.person_id)
        who = esc(full_name(person)) if person is not None else esc(self.card.partner.name)
        return care_reason(self.t, fact, day, who)

    def _befell(self) -> list[str]:
        """What happened to people there lately, so that nobody calls unawares."""
        t = self.t
        lines = []
        for event in sorted(self.card.events, key=lambda one: (one.on, one.id), reverse=True)[:EVENTS_SHOWN]:
            person = self.card.person(event.person_id)
            if person is None:
                continue
            name, what = bold(shortened(full_name(person), NAME_UNITS)), words.event_kind(t, event.kind, inline=True)
            day = self.f.day_near(event.on, self.today)
            lines.append(t("❗ {name}: {event}, noted for {day}", name=name, event=what, day=day))
        return lines

    def _people(self) -> list[str]:
        shown = [self._person(person) for person in self.card.people[:PEOPLE_SHOWN]]
        rest = len(self.card.people) - PEOPLE_SHOWN
        if rest > 0:
            shown.append(self.t.n("… and {n} more person", "… and {n} more people", rest))
        return shown

    def _person(self, person: Person) -> str:
        facts = [bold(shortened(full_name(person), NAME_UNITS)) + (f", {_short(person.role)}" if person.role else "")]
        facts += [_short(value) for value in (person.phone, person.email) if value]
        if person.telegram:
            facts.append("@" + esc(person.telegram))
        if person.undecided_until is not None:
            day = self.f.short_day(person.undecided_until)
            facts.append(self.t("birthday and holidays unused; decide by {day}", day=day))
        return "👤 " + " · ".join(facts)

    def _days(self) -> list[str]:
        return [
            day_line(self.t, self.f, day, self.card.person(day.person_id), self.today)
            for day in self.card.days[:DAYS_SHOWN]
        ]

    def _owed(self) -> list[str]:
        t, f = self.t, self.f
        lines = [
            "🤝 " + t("Promise: {text}, by {day}", text=_short(one.text), day=f.relative(one.due_on, self.today))
            for one in self.card.promises[:PROMISES_SHOWN]
        ]
        lines += [
            "🎁 " + offer_line(t, f, one.text, one.ends_on, self.today) for one in self.card.offers[:OFFERS_SHOWN]
        ]
        lines += [self._introduced(one) for one in self.card.introductions[:INTRODUCTIONS_SHOWN]]
        shown = self.card.agreements[:AGREEMENTS_SHOWN]
        lines += [agreement_on_card(t, f, one, self.today) for one in shown]
        return lines

    def _introduced(self, one: Introduction) -> str:
        t = self.t
        other = _short(self.card.names.get(one.other_than(self.card.partner.id), ""))
        line = t("Introduced to {partner}, {day}", partner=other, day=self.f.day_near(one.on, self.today))
        return f"🔗 {line}: {came_text(t, one.outcome).lower()}" if one.outcome is not None else f"🔗 {line}"

    def _note(self) -> list[str]:
        t, partner = self.t, self.card.partner
        lines = [t("They offer: {text}", text=_short(partner.offers))] if partner.offers else []
        if partner.needs:
            lines.append(t("They need: {text}", text=_short(partner.needs)))
        return [*lines, f"📝 {_short(partner.note)}"] if partner.note else lines


def day_line(t: Translator, f: Formats, day: ComingDay, person: Person | None, today: date) -> str:
    """A day that matters: when, whose, which; estimates are said to be such."""
    when = f.relative(day.on, today)
    when = when[:1].upper() + when[1:]
    who = bold(shortened(full_name(person), NAME_UNITS)) if person is not None else ""
    if day.feast is not None:
        what, mark = words.feast(t, day.feast), "🎊"
    elif day.kind is OccasionKind.BIRTHDAY:
        what, mark = words.occasion_kind(t, day.kind), "🎂"
    else:
        what, mark = day.title or words.occasion_kind(t, day.kind or OccasionKind.OWN), "📅"
    facts = [part for part in (who, esc(what)) if part]
    if day.age and day.kind is not None:
        if is_round(day.age):
            facts[-1] += f" ({years_text(t, day.age)})"
        else:
            facts[-1] = t("{day} ({age})", day=facts[-1], age=f.number(day.age))
    if day.tentative:
        facts.append(t("estimate"))
    return f"{mark} {when}: {' · '.join(facts)}"


def _short(text: str) -> str:
    return esc(shortened(text, WORDS_UNITS))
