"""The buttons between the days of feasts and the feasts of our own."""

from bot.chat.buttons import button


@button("og")
class ShowTentative:
    """Show the estimated days ahead."""


@button("ok")
class ShowOwnFeasts:
    """Show the holidays of our own."""
