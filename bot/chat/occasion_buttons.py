"""The buttons that lead to the days of a partner, or of a person there."""

from bot.chat.buttons import button


@button("da")
class ShowDays:
    """Show the days that matter to a partner, and the feasts it keeps."""

    partner_id: int


@button("db")
class ShowDaysOf:
    """Show the days that matter to a person, and the feasts kept."""

    person_id: int
