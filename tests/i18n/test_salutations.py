import pytest

from bot.domain.people import Person
from bot.i18n.salutations import call_name, full_name, you


def person(salutation: str | None, name: str, call: str | None = None) -> Person:
    return Person(partner_id=1, name=name, salutation=salutation, call_name=call)


@pytest.mark.parametrize(
    ("somebody", "full", "called", "called_in_english", "spoken_to"),
    [
        (person("Bu", "Ratna Wulandari", "Ratna"), "Bu Ratna Wulandari", "Bu Ratna", "Bu Ratna", "Ibu"),
        (person("Ibu", "Liem Mei Hwa"), "Ibu Liem Mei Hwa", "Ibu Liem Mei Hwa", "Ibu Liem Mei Hwa", "Ibu"),
        (person("Pak", "I Made Wirawan"), "Pak I Made Wirawan", "Pak I Made Wirawan", "Pak I Made Wirawan", "Bapak"),
        (person("Bpk.", "Budi", "Budi"), "Bpk. Budi", "Bpk. Budi", "Bpk. Budi", "Bapak"),
        (person("dr.", "Dewi Anggraini", "Dewi"), "dr. Dewi Anggraini", "dr. Dewi", "dr. Dewi", "Dokter"),
        (person("Dr.", "Hendra Gunawan"), "Dr. Hendra Gunawan", "Dr. Hendra Gunawan", "Dr. Hendra Gunawan",
         "Dr. Hendra Gunawan"),
        (person("Ibu dr.", "Sari", "Sari"), "Ibu dr. Sari", "Ibu dr. Sari", "Ibu dr. Sari", "Ibu"),
        (person("Ms", "Eleanor Whitfield", "Eleanor"), "Ms Eleanor Whitfield", "Ms Eleanor", "Eleanor", "Ibu"),
        (person("Ms", "Eleanor Whitfield"), "Ms Eleanor Whitfield", "Ms Eleanor Whitfield", "Ms Eleanor Whitfield",
         "Ibu"),
        (person("Bapak", "Pak Budi"), "Bapak Budi", "Bapak Budi", "Bapak Budi", "Bapak"),
        (person("Bapak dr.", "dr. Budi Santoso"), "Bapak dr. Budi Santoso", "Bapak dr. Budi Santoso",
         "Bapak dr. Budi Santoso", "Bapak"),
        (person("Prof. Dr.", "Dr. Hendra"), "Prof. Dr. Hendra", "Prof. Dr. Hendra", "Prof. Dr. Hendra", "Prof"),
        (person("Bhante", "Dhammasubho"), "Bhante Dhammasubho", "Bhante Dhammasubho", "Bhante Dhammasubho", "Bhante"),
        (person("Mas", "Mas"), "Mas Mas", "Mas Mas", "Mas Mas", "Mas"),
        (person(None, "Sukarno"), "Sukarno", "Sukarno", "Sukarno", "Sukarno"),
        (person("Bu", "Ratna Wulandari", "Bu Ratna"), "Bu Ratna Wulandari", "Bu Ratna", "Bu Ratna", "Ibu"),
    ],
)  # fmt: skip
def test_people_by_kept_salutation_and_name(
    somebody: Person, full: str, called: str, called_in_english: str, spoken_to: str
) -> None:
    assert full_name(somebody) == full
    assert call_name(somebody) == called
    assert call_name(somebody, "en") == called_in_english
    assert you(somebody) == spoken_to
    assert you(somebody, "en") == "you"
