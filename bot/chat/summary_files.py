"""Chart and XLSX under the summary: the same figures as pictures, and as a workbook."""

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.chat.buttons import button, encode
from bot.chat.exports import MOST_BYTES, sendable
from bot.chat.keyboards import Key, keyboard
from bot.chat.router import Room
from bot.chat.summary_captions import picture_caption, team_caption
from bot.chat.talk import Talk
from bot.domain.figures import EVERYBODY, Focus, Period
from bot.domain.words import Kind, Tier
from bot.i18n.translator import Translator
from bot.reports.drawing import drawn
from bot.reports.summary_pictures import summary_picture
from bot.reports.summary_workbook import SummaryWorkbook
from bot.reports.team_pictures import team_picture
from bot.usecases.summary_books import WriteSummaryBook
from bot.usecases.summary_files import HandOutSummary, SummaryFile
from bot.usecases.summary_pictures import ShowSummaryPicture

room = Room()


@button("sfl")
class SendSummaryFile:
    """Send the summary of these days as this file."""

    file: SummaryFile
    start: date
    end: date
    owner_id: int | None
    tier: Tier | None
    kind: Kind | None

    @property
    def period(self) -> Period:
        """The days."""
        return Period(self.start, self.end)

    @property
    def focus(self) -> Focus:
        """The partners."""
        return Focus(self.owner_id, self.tier, self.kind)


def file_keys(t: Translator, period: Period, focus: Focus = EVERYBODY) -> list[Key]:
    """The buttons under a summary of this period, and of the partners in focus."""
    carried = (period.start, period.end, focus.owner_id, focus.tier, focus.kind)
    return [
        Key(t("Chart"), SendSummaryFile(SummaryFile.PICTURE, *carried)),
        Key("XLSX", SendSummaryFile(SummaryFile.WORKBOOK, *carried)),
    ]


@room.button(SendSummaryFile)
async def send_summary_file(talk: Talk, pressed: SendSummaryFile) -> None:
    """Makes it aside and sends it, once for each message, sort and period."""
    t = talk.t
    place = talk.message.message_id if talk.message is not None else talk.update.update_id
    key = f"s{talk.chat_id}.{place}.{encode(pressed)}"
    # The press may come twice, and it is noted once it was sent.
    by = replace(talk.actor, key=key, again=True)
    hand_out = HandOutSummary(talk.house.storage)
    if await hand_out.done(by):
        command = "/ringkasan" if t.language == "id" else "/summary"
        await talk.toast(t("This file was sent already. For a fresh one: {command}", command=command), alert=True)
        return
    if pressed.file is SummaryFile.WORKBOOK:
        await _send_workbook(talk, pressed.period, pressed.focus)
    else:
        await _send_picture(talk, pressed)
    await hand_out(by, pressed.file, pressed.period)


async def _send_picture(talk: Talk, pressed: SendSummaryFile) -> None:
    t, f = talk.t, talk.f
    shown = await ShowSummaryPicture(talk.house.storage, talk.house.organisation)(
        talk.actor, pressed.period, pressed.focus
    )
    await talk.toast(t("The picture is being drawn."))
    with suppress(TelegramError):
        await talk.bot.send_chat_action(talk.chat_id, ChatAction.UPLOAD_PHOTO)
    if pressed.file is SummaryFile.TEAM:
        await talk.send_picture(await drawn(team_picture, t, f, shown), team_caption(t, f, shown))
        return
    picture = await drawn(summary_picture, t, f, shown)
    team = Key(t("The team's reminders"), replace(pressed, file=SummaryFile.TEAM))
    await talk.send_picture(picture, picture_caption(t, f, shown), keyboard([[team]]))


async def _send_workbook(talk: Talk, period: Period, focus: Focus) -> None:
    t, f = talk.t, talk.f
    await talk.toast(t("The workbook is being made; a large one takes a while."))
    with suppress(TelegramError):
        await talk.bot.send_chat_action(talk.chat_id, ChatAction.UPLOAD_DOCUMENT)
    write = WriteSummaryBook(talk.house.storage, talk.house.organisation)
    with tempfile.TemporaryDirectory(prefix="rawat-") as folder:
        path = Path(folder) / f"rawat-{period.start.isoformat()}-{period.end.isoformat()}.xlsx"
        await write(talk.actor, SummaryWorkbook(path, t, f), period, focus)
        content = await asyncio.to_thread(sendable, path)
    if content is None:
        most = f.number(MOST_BYTES // 1_000_000)
        await talk.answer(
            t(
                "The workbook is larger than {most} MB, and Telegram takes no larger one. A shorter period fits.",
                most=most,
            )
        )
        return
    told = t(
        "The summary of {span} as a workbook: figures, partners, reminders, contacts, promises and the team. "
        "It holds personal data; who takes it out is put on record.",
        span=f.span(period.start, period.end),
    )
    await talk.send_file(path.name, content, told)
