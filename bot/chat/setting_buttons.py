"""The buttons that lead to the settings and to what admins keep for all."""

from bot.chat.buttons import button


@button("sf")
class ShowSetting:
    """Show the choices of a setting; ``all`` shows them together."""

    name: str


@button("wa")
class ShowOwnWords:
    """Show a page of the organisation's own words."""

    page: int
