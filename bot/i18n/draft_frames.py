"""What stands around a draft's sentences: whom it speaks to where nobody is named, and how it ends, by language."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.words import Tone

Wordings = tuple[str, ...]
"""Alternatives, of which the first that can be filled in is taken."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`closings` by tone, None where no tone was asked for; `quiet` where somebody mourns. `belated` by tone too."""

    closings: Mapping[Tone | None, Wordings]
    quiet: Wordings
    belated: Mapping[Tone | None, Wordings]
    nobody: Wordings
    you: str
    family: str
    """Somebody and their family, around `{you}`."""
    everybody: str
    """The same where nobody is named."""


FRAMES: Mapping[str, Frame] = {
    "id": Frame(
        closings={
            Tone.FORMAL: ("Salam hormat,\n{sender}, {organisation}", "Salam hormat,\n{sender}"),
            Tone.FAMILIAR: ("Salam hangat,\n{sender}, {organisation}", "Salam hangat,\n{sender}"),
            None: ("Salam hangat,\n{sender}, {organisation}", "Salam hangat,\n{sender}"),
        },
        quiet=("{sender} dan keluarga besar {organisation}", "{sender}"),
        belated={
            Tone.FORMAL: ("Mohon maaf, ucapan kami sedikit terlambat.",),
            Tone.FAMILIAR: ("Maaf ya, ucapannya agak terlambat.",),
            None: ("Maaf, ucapan ini sedikit terlambat.",),
        },
        nobody=("Bapak/Ibu di {partner}", "Bapak/Ibu"),
        you="Bapak/Ibu",
        family="{you} dan keluarga",
        everybody="Bapak/Ibu dan keluarga",
    ),
    "en": Frame(
        closings={
            Tone.FORMAL: ("Kind regards,\n{sender}, {organisation}", "Kind regards,\n{sender}"),
            Tone.FAMILIAR: ("Warm regards,\n{sender}, {organisation}", "Warm regards,\n{sender}"),
            None: ("Warm regards,\n{sender}, {organisation}", "Warm regards,\n{sender}"),
        },
        quiet=("{sender}, for all of us at {organisation}", "{sender}"),
        belated={
            Tone.FORMAL: ("Please forgive us for being a little late with our wishes.",),
            Tone.FAMILIAR: ("Sorry that this comes a little late; it is no less warmly meant.",),
            None: ("Our wishes come a little late, and are no less warm.",),
        },
        nobody=("everyone at {partner}", "everyone"),
        you="you",
        family="{you} and your family",
        everybody="all of you",
    ),
}
