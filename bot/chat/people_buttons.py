"""The buttons that lead to the people of a partner, and from one page of a person to another."""

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


@button("qc")
class EditPerson:
    """Show what can be changed about a person."""

    person_id: int


@button("qd")
class AskLeaving:
    """Is this person no longer there?"""

    person_id: int


@button("qe")
class ShowKept:
    """Show all that is kept of a person."""

    person_id: int


@button("qf")
class LogWithPerson:
    """Note a contact with this person."""

    person_id: int


@button("yg")
class AskDied:
    """Has this person really died?"""

    person_id: int
