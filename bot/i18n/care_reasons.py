"""Why a partner stands where it stands, as a sentence: on its card, and in the workbook."""

from bot.domain.care import CareFact, CareReason
from bot.i18n.translator import Translator


def care_reason(t: Translator, fact: CareFact, day: str, who: str) -> str:
    """The sentence of one reason; *day* is its day as it is written there, *who* whom a greeting missed."""
    n = fact.count or 1
    if fact.why is CareReason.IN_TIME:
        return t("Everything is on time.")
    sentences = {
        CareReason.NEVER_CONTACTED: t("No contact has been noted yet, and the first check-in is overdue."),
        CareReason.LONG_UNHEARD: t("They last heard from us on {day}.", day=day),
        CareReason.ONLY_ASKED: t("They have heard from us only with requests since {day}.", day=day),
        CareReason.CHECK_IN_BROKEN: t("The check-in has been overdue since {day}.", day=day),
        CareReason.PROMISE_OVERDUE: t.n("A promise is overdue.", "{n} promises are overdue.", n),
        CareReason.COMPLAINT_OPEN: t.n("A complaint of theirs is open.", "{n} complaints of theirs are open.", n),
        CareReason.AGREEMENT_EXPIRED: t("An agreement ended on {day}.", day=day),
        CareReason.CONGRATULATION_MISSED: t("The greeting for {who} on {day} was missed.", who=who, day=day),
        CareReason.ASK_STREAK: t.n("One request without care.", "{n} requests in a row without care.", n),
    }
    return sentences[fact.why]
