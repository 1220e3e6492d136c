"""Partners as buttons: what other rooms link to."""

from bot.chat.buttons import button


@button("pc")
class ShowPartner:
    """Show a partner's card."""

    partner_id: int
