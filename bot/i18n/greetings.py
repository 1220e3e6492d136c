"""How one greets at an hour of the day."""

from bot.i18n.translator import Translator


def greeting(t: Translator, hour: int) -> str:
    """Selamat pagi until 11, siang until 15, sore until 18, then malam; Good morning until 12, afternoon until 18.

    `hour` is 0 to 23 in the reader's zone. Before four it is still night.
    """
    if 4 <= hour < 11:
        return t.c("from 4 to 11", "Good morning")
    if 11 <= hour < 12:
        return t.c("from 11 to 12", "Good morning")
    if 12 <= hour < 15:
        return t.c("from 12 to 15", "Good afternoon")
    if 15 <= hour < 18:
        return t.c("from 15 to 18", "Good afternoon")
    return t.c("from 18 to 4", "Good evening")
