"""The summary's pictures: within Telegram's limits, with every name whole, whatever the names and however many."""

import struct
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.figures import Share
from bot.domain.summary_picture import ColleagueLoad, PartnerWeeks, SummaryPicture, WeekOfContacts, WeekState, weeks_to
from bot.domain.words import CareLevel, Tier
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.reports.heat_maps import NAME_LINES, NAMES
from bot.reports.paper import in_lines, plain, wide
from bot.reports.summary_pictures import summary_picture
from bot.reports.team_pictures import team_picture

WEEKS = weeks_to(date(2027, 1, 6))
LONG = "Perkumpulan Lembaga Pengembangan Masyarakat Terpadu Jawa Bar"
ODD = [
    "$\\frac{1}{2}$ _Sehat_",
    "🌿 Yayasan 👩‍⚕️ Hijau 🇮🇩",
    "مؤسسة الرعاية",
    "健康 Klinik",
    "\u202eTerbalik\n",
    "🌿",
    "w" * 200,
]
EMPTY = SummaryPicture(WEEKS[-1], tuple(map(WeekOfContacts, WEEKS)))
FULL = replace(
    EMPTY,
    weeks=tuple(WeekOfContacts(week, 1250, 300 * place, 90 * place) for place, week in enumerate(WEEKS)),
    coverage={Tier.KEY: Share(0, 3), Tier.CORE: Share(2431, 2431), Tier.LIGHT: Share(0, 0)},
    organisation="Yayasan $Contoh$ 🌱 " * 12,
)


def partners(names: list[str]) -> tuple[PartnerWeeks, ...]:
    """Key partners with these names, of all levels and states."""
    levels, states = list(CareLevel), list(WeekState)
    return tuple(
        PartnerWeeks(n, name, levels[n % 3], tuple(states[(n + week) % 5] for week in range(8)), n)
        for n, name in enumerate(names)
    )


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("names", [[], ["GHX"] * 3, ODD, [LONG] * 60], ids=["none", "three", "odd", "sixty"])
def test_a_picture_is_as_wide_as_a_phone_and_not_much_higher(language: str, names: list[str]) -> None:
    t, f = translator_for(language), formats_for(language, "Asia/Jakarta")
    team = tuple(ColleagueLoad(name, 10, 4, 2, 1) for name in names)
    for facts in (replace(FULL, partners=partners(names), team=team), replace(EMPTY, partners=partners(names))):
        for picture in (summary_picture(t, f, facts), team_picture(t, f, facts)):
            assert picture[:8] == b"\x89PNG\r\n\x1a\n"
            width, height = struct.unpack(">II", picture[16:24])
            assert width == 1024
            # Telegram scales the longer side down; beyond this, letters are too small on a phone.
            assert height <= 2.2 * width


def test_a_name_of_sixty_letters_is_whole_in_its_column() -> None:
    for name in (LONG, "W" * 60, "Yayasan " + "panjangsekali" * 4):
        lines = in_lines(name, NAMES - 0.3, 8.5, most=NAME_LINES)
        assert "".join(lines).replace(" ", "") == name.replace(" ", "")
        assert all(wide(line, 8.5) <= NAMES - 0.3 for line in lines)


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Klinik $Sehat$", "Klinik $Sehat$"),
        ("Yayasan\n  Pelita\t", "Yayasan Pelita"),
        ("\u202eketuk balik", "ketuk balik"),
        ("مؤسسة", "مؤسسة"),
        ("Toko 🇮🇩 Maju", "Toko Maju"),
        ("🇮🇩", "🇮🇩"),
    ],
)
def test_names_lose_what_cannot_be_drawn_and_nothing_else(name: str, drawn: str) -> None:
    assert plain(name) == drawn
