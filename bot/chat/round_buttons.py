"""The buttons of a feast's round."""

from bot.chat.buttons import button


@button("rr")
class ShowRound:
    """Show a feast's round, by one of its reminders; a page of its people, where there is one to choose."""

    reminder_id: int
    page: int


@button("rj")
class ChooseInRound:
    """Show the people to greet, a page of them."""

    reminder_id: int
    page: int


@button("rg")
class GoRound:
    """Come to the next person of the round that this reminder belongs to."""

    reminder_id: int


@button("rh")
class PassOver:
    """This person is not greeted this time; on to the next."""

    reminder_id: int
