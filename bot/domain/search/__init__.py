"""Search: partners and people by names as people type them."""

from bot.domain.search.entries import Entry, Hit, clear_hit, entries_of
from bot.domain.search.index import NameIndex

__all__ = ["Entry", "Hit", "NameIndex", "clear_hit", "entries_of"]
