"""Loading the sandbox's sample: through the same use cases as a real roster, then its history."""

from collections.abc import Iterable
from datetime import timedelta

from bot.app import App
from bot.commands.sample import HISTORY, NEWSLETTER_AGO, NO_NEWSLETTER, roster_csv
from bot.domain.interactions import Interaction
from bot.domain.ports import Act, Actor
from bot.domain.staff import Staff
from bot.domain.words import AskAnswer, Channel, Direction, Purpose, Role, StaffState
from bot.readers.files import read_table
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.roster import Agreed, ImportRoster, PreviewRoster


async def load_sample(app: App, people: Iterable[tuple[int, str, str, str]]) -> None:
    """Makes the colleagues, imports the roster, and lays the history behind today."""
    now = app.clock.now()
    today = app.organisation.today(now)
    staff: dict[str, Staff] = {}
    async with app.storage.write() as uow:
        for telegram_id, name, role, language in people:
            staff[name] = await uow.staff.add(
                Staff(
                    name=name,
                    role=Role(role),
                    state=StaffState.ACTIVE,
                    telegram_id=telegram_id,
                    language=language,
                    added_on=today - timedelta(days=400),
                )
            )
        await uow.commit()
    by = Actor(next(one for one in staff.values() if one.role is Role.ADMIN), now)
    preview = await PreviewRoster(app.storage, app.organisation, read_table)(by, "sample.csv", roster_csv(today))
    await ImportRoster(app.storage, app.organisation)(by, preview.file_id, Agreed.ALL)
    await _lay_history(app, staff)


async def _lay_history(app: App, staff: dict[str, Staff]) -> None:
    now = app.clock.now()
    today = app.organisation.today(now)
    async with app.storage.write() as uow:
        partners = {partner.name: partner for partner in await uow.partners.list_by()}
        people = await uow.people.list_by()
        for past in HISTORY:
            partner = partners[past.partner]
            there = [person.id for person in people if person.partner_id == partner.id]
            await uow.interactions.add(
                Interaction(
                    partner_id=partner.id,
                    on=today - timedelta(days=past.days_ago),
                    purpose=Purpose(past.purpose),
                    direction=Direction.THEIRS if past.theirs else Direction.OURS,
                    staff_id=staff[past.by].id,
                    person_id=there[0] if past.with_person and there else None,
                    channel=Channel(past.channel) if past.channel else None,
                    note=past.note,
                    ask_answer=AskAnswer.HELPED if past.helped else None,
                    logged_at=now,
                )
            )
        mailed_on = today - timedelta(days=NEWSLETTER_AGO)
        for partner in partners.values():
            if partner.name not in NO_NEWSLETTER:
                mailing = Interaction(
                    partner.id, mailed_on, Purpose.UPDATE, channel=Channel.EMAIL, mass=True, logged_at=now
                )
                await uow.interactions.add(mailing)
            long_ago = today - timedelta(days=400)
            await uow.partners.change(
                partner.id, added_on=long_ago, owner_since_on=long_ago, baseline_asked_on=long_ago
            )
        await refresh_rhythms(uow, [partner.id for partner in partners.values()])
        await uow.commit(Act("sample", now))
