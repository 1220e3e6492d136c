"""The grammar of contacts: a typed sentence, understood."""

from bot.domain.sentences.cues import LEXICON, Lexicon, lexicon_with
from bot.domain.sentences.grammar import understand
from bot.domain.sentences.indexed_roster import IndexedRoster
from bot.domain.sentences.parsed import as_json
from bot.domain.sentences.roster import Match, Named, Roster
from bot.domain.sentences.understood import (
    DidItHappen,
    NoSuchDay,
    NotLog,
    Party,
    Question,
    Understood,
    UnknownPerson,
    WhichChannel,
    WhichDay,
    WhichDirection,
    WhichPartner,
    WhichPerson,
    WhichPurpose,
)

__all__ = [
    "LEXICON",
    "DidItHappen",
    "IndexedRoster",
    "Lexicon",
    "Match",
    "Named",
    "NoSuchDay",
    "NotLog",
    "Party",
    "Question",
    "Roster",
    "Understood",
    "UnknownPerson",
    "WhichChannel",
    "WhichDay",
    "WhichDirection",
    "WhichPartner",
    "WhichPerson",
    "WhichPurpose",
    "as_json",
    "lexicon_with",
    "understand",
]
