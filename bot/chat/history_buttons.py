"""The buttons that lead to what was noted with a partner."""

from bot.chat.buttons import button


@button("ph")
class ShowContacts:
    """Show a page of what was noted of contacts with a partner."""

    partner_id: int
    page: int


@button("wh")
class ShowSome:
    """Show a page of those contacts that are of a sort, with a person, or of a colleague; 0 is anybody."""

    partner_id: int
    page: int
    sort: str
    person_id: int
    staff_id: int


@button("wi")
class ShowNoted:
    """Show one contact as it was noted."""

    interaction_id: int


@button("wp")
class ShowYear:
    """Send a picture of a partner's year."""

    partner_id: int


@button("wk")
class CorrectNoted:
    """Show the fields of a contact, or ask for one of them."""

    interaction_id: int
    field: str
