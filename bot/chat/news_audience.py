"""For whom news is: narrowed by buttons, and said in words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.chat.buttons import OldButton
from bot.chat.mailing_texts import REASONS
from bot.domain.mailing import Audience, Whose
from bot.domain.words import Kind, Tier
from bot.i18n import words
from bot.i18n.translator import Translator


def narrowed(old: Audience, part: str, value: str, last: Audience | None) -> Audience:
    """The audience after a press; ``OldButton`` for what there is not."""
    try:
        match part:
            case "whose":
                return replace(old, whose=Whose(value))
            case "tier":
                return replace(old, tier=None if old.tier == value else Tier(value))
            case "kind":
                return replace(old, kind=None if old.kind == value else Kind(value))
            case "due":
                return replace(old, due=not old.due)
            case "last" if last is not None:
                return last
            case "none":
                return replace(old, picked=True, ids=frozenset())
            case "everybody":
                return replace(old, picked=False, ids=frozenset())
    except ValueError:
        pass
    raise OldButton


def audience_text(t: Translator, audience: Audience) -> str:
    """An audience in words, plain."""
    parts = [t("all partners") if audience.whose is Whose.ALL else t("my partners")]
    parts += [words.tier(t, audience.tier, inline=True)] if audience.tier else []
    parts += [words.kind(t, audience.kind, inline=True)] if audience.kind else []
    parts += [t("update due")] if audience.due else []
    if audience.picked:
        parts.append(t.n("{n} chosen by hand", "{n} chosen by hand", len(audience.ids)))
    elif audience.ids:
        parts.append(t.n("without {n}", "without {n}", len(audience.ids)))
    return ", ".join(parts)


def left_out_lines(t: Translator, left_out: Mapping[Any, int]) -> list[str]:
    """Who is left out, by reason."""
    said = [f"{t.number(count)} {t(REASONS[why])}" for why, count in left_out.items()]
    return [t("Left out: {reasons}.", reasons=", ".join(said))] if said else []
