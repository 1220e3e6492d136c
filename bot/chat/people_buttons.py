"""The buttons that lead to the people of a partner."""

from bot.chat.buttons import button


@button("qa")
class ShowPeople:
    """Show a page of the people at a partner."""

    partner_id: int
    page: int


@button("qb")
class ShowPerson:
    """Show one person."""

    person_id: int
