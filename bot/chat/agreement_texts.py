"""Agreements in words."""

from datetime import date

from bot.chat.html import bold, esc, shortened
from bot.domain.agreements import Agreement
from bot.domain.words import AgreementOutcome
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator

TITLE_UNITS = 120


def agreement_line(t: Translator, f: Formats, agreement: Agreement, today: date) -> str:
    """Its title, its days, and where it stands."""
    facts = [days_of(t, f, agreement.from_on, agreement.to_on)]
    if agreement.title:
        facts.insert(0, bold(shortened(agreement.title, TITLE_UNITS)))
    if agreement.outcome is not AgreementOutcome.OPEN:
        facts.append(words.agreement_outcome(t, agreement.outcome, inline=True))
    elif agreement.to_on < today:
        facts.append(t("over, and without an outcome"))
    return " · ".join(facts)


def days_of(t: Translator, f: Formats, from_on: date | None, to_on: date) -> str:
    """From when to when."""
    if from_on is None:
        return t("until {day}", day=f.day_year(to_on))
    return t("{first} to {last}", first=f.day_year(from_on), last=f.day_year(to_on))


def agreement_on_card(t: Translator, f: Formats, agreement: Agreement, today: date) -> str:
    """The agreement as a partner's card shows it."""
    day = f.day_year(agreement.to_on)
    text = t("Agreement ended on {day}", day=day) if agreement.to_on < today else t("Agreement until {day}", day=day)
    if agreement.title:
        text += f": {esc(shortened(agreement.title, TITLE_UNITS))}"
    if agreement.outcome is not AgreementOutcome.OPEN:
        text += f" · {words.agreement_outcome(t, agreement.outcome, inline=True)}"
    return f"📄 {text}"


def comes_up(t: Translator, f: Formats, on: date, today: date) -> str:
    """When an agreement is spoken of."""
    if on <= today:
        return t("Its reminder is among today's.")
    return t("Its reminder comes on {day}.", day=f.day_near(on, today))
