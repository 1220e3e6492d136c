"""A single mail for a reminder: however often it is asked for, one goes out, and none that should not."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import AlreadyAnswered, BadValue, MailedAlready
from bot.domain.ports import Actor
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import MailState, PartnerState, PersonState, ReminderKind, ReminderState, Role, StaffState
from bot.usecases.answers import MarkDone
from bot.usecases.mail_answers import DecideUncertain
from bot.usecases.mailing import Begun
from bot.usecases.single_mail import ListMailed, MailDraft
from tests.mail.test_sending import Post, post  # noqa: F401 - the fixture
from tests.usecases.care_world import NOON, ORGANISATION, TODAY

WORDS = ("a@x.org", "Apa kabar?", "Halo Bu Ratna, apa kabar?")
SARI = Staff("Sari", Role.STAFF, StaffState.ACTIVE, 8, language="id", email="sari@example.org")


async def due(post: Post, kind: ReminderKind = ReminderKind.CHECK_IN, **fields: Any) -> int:  # noqa: F811
    async with post.storage.write() as uow:
        known = {"state": ReminderState.OPEN, "opened_on": TODAY, **fields}
        reminder = await uow.reminders.add(Reminder(1, kind, "", "x", TODAY, 1, 1, **known))
        await uow.commit()
    return reminder.id


def asked(post: Post, by: Actor, reminder_id: int) -> Any:  # noqa: F811
    return MailDraft(post.storage, ORGANISATION)(by, reminder_id, *WORDS)


async def test_two_who_press_at_once_start_one_mail_and_the_second_hears_whose(post: Post) -> None:  # noqa: F811
    async with post.storage.write() as uow:
        sari = await uow.staff.add(SARI)
        await uow.commit()
    id = await due(post)
    by_sari = Actor(sari, NOON, "s1")
    outcomes = await asyncio.gather(
        asked(post, post.by(), id), asked(post, by_sari, id), asked(post, post.by(), id), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Begun", "MailedAlready", "MailedAlready"], outcomes
    begun = next(one for one in outcomes if isinstance(one, Begun))
    async with post.storage.read() as uow:
        author = (await uow.mailings.get(begun.mailing_id)).staff_id
    refused = next(one for one in outcomes if isinstance(one, MailedAlready))
    assert (refused.by, refused.state, refused.at) == (author, MailState.PLANNED, NOON)
    assert await ListMailed(post.storage)(post.by(), [id, 99]) == {id}
    await post.job()(NOON)
    assert post.box.times == {"a@x.org": 1}
    assert await ListMailed(post.storage)(post.by(), [id]) == frozenset()
    with pytest.raises(AlreadyAnswered):
        await asked(post, post.by(), id)


async def test_uncertain_mail_bars_the_next_until_it_is_given_up(post: Post) -> None:  # noqa: F811
    id = await due(post)
    await asked(post, post.by(), id)
    post.box.data["a@x.org"] = ["lost after"]
    await post.job()(NOON)
    with pytest.raises(MailedAlready) as refused:
        await asked(post, post.by(), id)
    assert refused.value.state == MailState.UNCERTAIN
    assert await ListMailed(post.storage)(post.by(), [id]) == {id}
    await DecideUncertain(post.storage, ORGANISATION)(post.by(), 1, "leave")
    await asked(post, post.by(), id)
    await post.job()(NOON)
    assert post.box.times == {"a@x.org": 2}


async def test_reminder_that_outlives_its_mails_has_one_a_day(post: Post) -> None:  # noqa: F811
    id = await due(post, ReminderKind.RENEWAL)
    await asked(post, post.by(), id)
    await post.job()(NOON)
    with pytest.raises(MailedAlready):
        await asked(post, post.by(), id)
    tomorrow = replace(post.by(), now=NOON + timedelta(days=1))
    await asked(post, tomorrow, id)
    await post.job()(tomorrow.now)
    assert post.box.times == {"a@x.org": 2}


async def test_mail_that_waits_is_not_sent_where_the_reminder_is_settled_meanwhile(post: Post) -> None:  # noqa: F811
    id = await due(post)
    await asked(post, post.by(), id)
    await MarkDone(post.storage, ORGANISATION)(post.by(), id)
    await post.job()(NOON)
    assert not post.box.times
    async with post.storage.read() as uow:
        (mail,) = await uow.mail_recipients.list_by()
        assert (mail.state, mail.reason) == (MailState.SKIPPED, "answered")
        assert await uow.interactions.count_by() == 1


@pytest.mark.parametrize(
    ("noun", "fields", "why"),
    [
        ("people", {"state": PersonState.DIED}, "died"),
        ("people", {"state": PersonState.LEFT}, "left"),
        ("partners", {"state": PartnerState.ARCHIVED}, "archived"),
        ("staff", {"email": None}, "no_own_email"),
        ("reminders", {"opens_on": TODAY + timedelta(days=2)}, "not_open"),
    ],
)
async def test_mail_to_nobody_and_before_its_time_is_refused(
    post: Post,  # noqa: F811
    noun: str,
    fields: Mapping[str, Any],
    why: str,
) -> None:
    id = await due(post)
    async with post.storage.write() as uow:
        await getattr(uow, noun).change(1, **fields)
        await uow.commit()
    with pytest.raises(BadValue) as refused:
        await asked(post, post.by(), id)
    assert refused.value.why == why
    assert await post.rows("mailings") == []
