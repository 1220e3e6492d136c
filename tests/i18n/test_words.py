from collections.abc import Callable
from enum import StrEnum

import pytest

from bot.domain import words as glossary
from bot.domain.words import CareLevel, Channel, Direction, Purpose, Role, Tier
from bot.i18n import words
from bot.i18n.translator import LANGUAGES, translator_for

LABELS: dict[type[StrEnum], Callable[..., str]] = {
    glossary.Tier: words.tier,
    glossary.Kind: words.kind,
    glossary.Role: words.role,
    glossary.StaffState: words.staff_state,
    glossary.PartnerState: words.partner_state,
    glossary.PersonState: words.person_state,
    glossary.Consent: words.consent,
    glossary.Channel: words.channel,
    glossary.Stance: words.stance,
    glossary.Purpose: words.purpose,
    glossary.Direction: words.direction,
    glossary.Rhythm: words.rhythm,
    glossary.Calendar: words.calendar,
    glossary.OccasionKind: words.occasion_kind,
    glossary.EventKind: words.event_kind,
    glossary.ReminderKind: words.reminder_kind,
    glossary.ReminderState: words.reminder_state,
    glossary.SkipReason: words.skip_reason,
    glossary.CareLevel: words.care_level,
    glossary.AgreementOutcome: words.agreement_outcome,
    glossary.PromiseState: words.promise_state,
    glossary.AskAnswer: words.ask_answer,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("listed", LABELS, ids=lambda listed: listed.__name__)
def test_every_word_has_its_own_label(language: str, listed: type[StrEnum]) -> None:
    t = translator_for(language)
    labels = [LABELS[listed](t, value) for value in listed]
    assert len(set(labels)) == len(labels)
    assert all(label[0].isupper() and "_" not in label for label in labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_purpose_has_an_aim(language: str) -> None:
    t = translator_for(language)
    assert len({words.aim(t, value) for value in Purpose}) == len(Purpose)


def test_the_glossarys_own_terms() -> None:
    t = translator_for("id")
    assert [words.tier(t, tier) for tier in Tier] == ["Mitra kunci", "Mitra rutin", "Mitra umum"]
    assert [words.care_level(t, level) for level in CareLevel] == [
        "Hubungan terjaga", "Perlu perhatian", "Segera hubungi",
    ]  # fmt: skip
    assert [words.rhythm(t, rhythm) for rhythm in glossary.Rhythm] == ["Tanya kabar", "Kirim kabar", "Apresiasi"]
    assert words.role(t, Role.STAFF) == "Anggota tim"
    assert words.direction(t, Direction.OURS, inline=True) == "kita"
    assert words.channel(t, Channel.IN_PERSON, inline=True) == "tatap muka"
    en = translator_for("en")
    assert [words.care_level(en, level) for level in CareLevel] == [
        "In good care", "Needs attention", "Reach out soon",
    ]  # fmt: skip
    assert (words.aim(en, Purpose.CHECK_IN), words.direction(en, Direction.OURS)) == ("To check in", "From us")


def test_a_channel_may_be_unknown() -> None:
    assert words.channel(translator_for("id"), None) == "Belum diketahui"


def test_feasts_are_names() -> None:
    assert words.feast(translator_for("id"), "natal") == "Natal"
    assert words.feast(translator_for("en"), "natal") == "Christmas"
    assert words.feast(translator_for("id"), "Pesta Danau") == "Pesta Danau"
