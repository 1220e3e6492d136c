"""What an edit did to the reminders, in one line."""

from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.usecases.planning.told import Replanned


def replanned_line(t: Translator, f: Formats, told: Replanned) -> str:
    """ "Dua pengingat bergeser." Empty where no reminder was touched."""

    def many(n: int) -> str:
        return f.counted(n, capital=True)

    added, moved, handed_on, withdrawn = told.added, told.moved, told.handed_on, told.withdrawn
    said = [
        t.n("{many} reminder moved.", "{many} reminders moved.", moved, many=many(moved)) if moved else "",
        t.n("{many} new reminder.", "{many} new reminders.", added, many=many(added)) if added else "",
        t.n(
            "{many} reminder went to somebody else.",
            "{many} reminders went to somebody else.",
            handed_on,
            many=many(handed_on),
        )
        if handed_on
        else "",
        t.n(
            "{many} reminder is no longer needed.",
            "{many} reminders are no longer needed.",
            withdrawn,
            many=many(withdrawn),
        )
        if withdrawn
        else "",
    ]
    return " ".join(part for part in said if part)


def with_replanned(t: Translator, f: Formats, text: str, told: Replanned) -> str:
    """What was said, and behind it what became of the reminders."""
    line = replanned_line(t, f, told)
    return f"{text} {line}" if line else text
