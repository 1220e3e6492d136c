"""The buttons about absences: those that stand under other messages too, and those of the form."""

from bot.chat.buttons import button


@button("aw")
class ShowAway:
    """Show when a colleague is away, and who stands in."""

    staff_id: int


@button("ac")
class NewAway:
    """Note another absence of a colleague."""

    staff_id: int


@button("ae")
class ChangeAway:
    """Change an absence."""

    absence_id: int


@button("ax")
class EndAway:
    """End a running absence, or take away one that has not begun."""

    absence_id: int


@button("ag")
class SetAway:
    """Set a part of the form: ``days`` (two days), ``who`` (a colleague; 0: each partner's backup), ``all``."""

    form: int
    version: int
    part: str
    value: str


@button("aq")
class AskAway:
    """Ask for a part of the form again; *page* turns through the colleagues."""

    form: int
    version: int
    part: str
    page: int


@button("ak")
class SaveAway:
    """Save the absence as the card shows it."""

    form: int
    version: int


@button("al")
class LeaveAway:
    """Leave the form; nothing is saved."""

    form: int
    version: int
