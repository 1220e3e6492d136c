"""The feasts that there are, read where their days are needed."""

from bot.domain.feasts import KnownFeasts, known_feasts
from bot.domain.ports import UnitOfWork


async def read_feasts(uow: UnitOfWork) -> KnownFeasts:
    """The design's feasts and the organisation's own, with the days that managers confirmed."""
    return known_feasts(await uow.own_feasts.list_by(), await uow.confirmed_feasts.list_by())
