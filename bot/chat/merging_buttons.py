"""The button that leads to merging."""

from bot.chat.buttons import button


@button("ga")
class AskMerge:
    """Which other partner is the same as this one?"""

    partner_id: int
