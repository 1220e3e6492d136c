"""All days of the roster as a calendar file."""

from pathlib import Path

from bot.reports.roster_calendars import CalendarReport
from tests.reports.whole_rosters import between, reading, unfolded, whole_roster


def events(path: Path, language: str = "id") -> dict[str, list[str]]:
    """The events of the file by their names."""
    report = CalendarReport(path, *reading(language))
    report.take_roster(whole_roster())
    report.finish()
    found = between(unfolded(path.read_bytes())[:-1], "BEGIN:VEVENT", "END:VEVENT")
    named = {next(line for line in one if line.startswith("UID:")): one for one in found}
    assert len(named) == len(found)
    return named


def test_days_come_again_by_a_rule_of_their_calendar(tmp_path: Path) -> None:
    found = events(tmp_path / "r.ics")

    birthday = found["UID:occasion-2@rawat"]
    assert {"DTSTART;VALUE=DATE:19780814", "DTEND;VALUE=DATE:19780815", "RRULE:FREQ=YEARLY"} <= set(birthday)
    assert "SUMMARY:Ulang tahun: dr. Dewi Anggraini (Klinik Sehat\\; Bersama)" in birthday
    # Kept on 1 March in common years: the sixtieth day of each.
    assert "RRULE:FREQ=YEARLY;BYYEARDAY=60" in found["UID:occasion-1@rawat"]


def test_hijri_days_are_written_out_and_tentative(tmp_path: Path) -> None:
    found = {name: one for name, one in events(tmp_path / "r.ics").items() if name.startswith("UID:occasion-3-")}

    assert len(found) == 3
    assert all("STATUS:TENTATIVE" in one for one in found.values())


def test_a_feast_is_one_event_with_those_who_keep_it_on_their_own_day(tmp_path: Path) -> None:
    feasts = [one for name, one in events(tmp_path / "r.ics").items() if name.startswith("UID:feast-natal")]

    assert "DTSTART;VALUE=DATE:20261226" in feasts[0]
    assert "SUMMARY:Natal: dr. Dewi Anggraini (Klinik Sehat\\; Bersama)" in feasts[0]


def test_nobody_is_in_it_who_did_not_agree_left_or_was_put_away(tmp_path: Path) -> None:
    names = events(tmp_path / "r.ics")

    assert not [name for name in names if name.split("-")[1].split("@")[0] in ("4", "5", "6")]
