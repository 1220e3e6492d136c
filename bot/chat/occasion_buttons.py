"""The buttons that lead to the days of a partner, or of a person there, and from one page of them to another."""

from bot.chat.buttons import button


@button("da")
class ShowDays:
    """Show the days that matter to a partner, and the feasts it keeps."""

    partner_id: int


@button("db")
class ShowDaysOf:
    """Show the days that matter to a person, and the feasts kept."""

    person_id: int


@button("dc")
class AddDay:
    """Begin to add a day of a partner, or of a person there."""

    partner_id: int
    person_id: int | None


@button("dd")
class ShowOneDay:
    """Show one day, with what can be done about it."""

    occasion_id: int


@button("oa")
class ShowFeasts:
    """Show the feasts that a partner, or a person there, may keep."""

    partner_id: int
    person_id: int | None


@button("ob")
class KeepThis:
    """Say that a feast is kept by a partner, or by a person there."""

    partner_id: int
    person_id: int | None
    feast: str


def days_of(partner_id: int, person_id: int | None) -> ShowDays | ShowDaysOf:
    """The button that shows the days of a partner itself, or of a person there."""
    return ShowDays(partner_id) if person_id is None else ShowDaysOf(person_id)
