import pytest

from bot.i18n.placeholders import TextFault, places


def test_places_are_the_named_fields() -> None:
    assert places("{who} met {whom}, {who} said") == {"who", "whom"}


def test_doubled_braces_are_no_place() -> None:
    assert places("a {{b}} c") == frozenset()


@pytest.mark.parametrize("text", ["{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a", "a}", "{a b}"])
def test_a_place_reaches_no_further_than_its_value(text: str) -> None:
    with pytest.raises(TextFault):
        places(text)
