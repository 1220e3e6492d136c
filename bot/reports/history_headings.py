"""The columns of what happened: the same in the roster's workbook and in the summary's."""

from bot.i18n.translator import Translator
from bot.reports.sheets import Heading, Sort


def interactions_headings(t: Translator) -> list[Heading]:
    """The columns of interactions, as ``WorkbookRows`` fills them."""
    return [
        Heading(t.c("heading", "Day"), Sort.DAY),
        Heading(t.c("heading", "Partner"), Sort.NAME),
        Heading(t.c("heading", "Person"), Sort.NAME),
        Heading(t.c("heading", "Channel")),
        Heading(t.c("heading", "Purpose")),
        Heading(t.c("heading", "Initiative")),
        Heading(t.c("heading", "Note"), Sort.LONG),
        Heading(t.c("heading", "Colleague")),
        Heading(t.c("heading", "What came of it")),
        Heading(t.c("heading", "Settled on"), Sort.DAY),
    ]


def reminders_headings(t: Translator) -> list[Heading]:
    """The columns of reminders, as ``WorkbookRows`` fills them."""
    return [
        Heading(t.c("heading", "Due on"), Sort.DAY),
        Heading(t.c("heading", "Partner"), Sort.NAME),
        Heading(t.c("heading", "Person"), Sort.NAME),
        Heading(t.c("heading", "Kind")),
        Heading(t.c("heading", "About"), Sort.NAME),
        Heading(t.c("heading", "State")),
        Heading(t.c("heading", "Colleague")),
        Heading(t.c("heading", "Opened on"), Sort.DAY),
        Heading(t.c("heading", "Answered on"), Sort.DAY),
        Heading(t.c("heading", "Answered by")),
        Heading(t.c("heading", "Why skipped")),
    ]


def promises_headings(t: Translator) -> list[Heading]:
    """The columns of promises, as ``WorkbookRows`` fills them."""
    return [
        Heading(t.c("heading", "Due on"), Sort.DAY),
        Heading(t.c("heading", "Partner"), Sort.NAME),
        Heading(t.c("heading", "Person"), Sort.NAME),
        Heading(t.c("heading", "What was promised"), Sort.LONG),
        Heading(t.c("heading", "State")),
        Heading(t.c("heading", "Colleague")),
        Heading(t.c("heading", "Promised on"), Sort.DAY),
        Heading(t.c("heading", "Settled on"), Sort.DAY),
    ]
