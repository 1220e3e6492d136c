"""A letter as a message of RFC 5322, with a plain part, an HTML part and what goes along."""

import re
from datetime import UTC
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from urllib.parse import quote

from bot.domain.mailing import Letter
from bot.i18n.letters import LetterText, letter_text


class BadAddress(ValueError):
    """It is no address that a header can hold."""


_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{subject}</title>
</head>
<body style="margin:0;padding:0;background:#f4f4f2;">
<div style="max-width:600px;margin:0 auto;padding:24px 20px;background:#ffffff;color:#222222;\
font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere;">
{content}
</div>
</body>
</html>
"""
_PARAGRAPH = '<p style="margin:0 0 16px;">{}</p>'
_SMALL = '<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #dddddd;font-size:13px;color:#666666;">{}</p>'
_PICTURE = '<p style="margin:0 0 16px;"><img src="cid:{}" alt="" style="max-width:100%;height:auto;border:0;"></p>'


def compose(letter: Letter, sender: str) -> bytes:
    """The message as bytes: seven-bit, in short lines; *sender* is our own address.

    ``BadAddress`` where nobody can be written to there, ``ValueError`` where no message comes of it at all.
    """
    words = letter_text(letter)
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(one_line(letter.organisation or letter.sender), addr_spec=sender)
    made["To"] = _to(letter)
    made["Reply-To"] = Address(one_line(letter.sender), addr_spec=letter.reply_to)
    made["Subject"] = one_line(words.subject)
    made["Date"] = format_datetime(letter.at.astimezone(UTC))
    made["Message-ID"] = message_id(letter, sender)
    if letter.news:
        made["List-Unsubscribe"] = f"<mailto:{quote(letter.reply_to, safe='@')}?subject={words.stop}>"
        made["Auto-Submitted"] = "auto-generated"
    made.set_content(words.plain, cte="quoted-printable")
    made.add_alternative(html_page(letter, words), subtype="html", cte="quoted-printable")
    page = made.get_body(("html",))
    for place, file in enumerate(letter.files):
        kind, _, subtype = file.mime.partition("/")
        if file.is_picture and isinstance(page, MIMEPart):
            cid = f"<{_picture(letter, place)}>"
            page.add_related(file.content, kind, subtype, cid=cid, filename=one_line(file.name), disposition="inline")
    for file in letter.files:
        if not file.is_picture:
            kind, _, subtype = file.mime.partition("/")
            made.add_attachment(file.content, kind, subtype, filename=one_line(file.name))
    made["Content-Language"] = words.language
    return made.as_bytes()


def _to(letter: Letter) -> Address:
    try:
        return Address(one_line(letter.addressee.name or letter.addressee.partner), addr_spec=letter.to)
    except (ValueError, MessageError) as error:
        raise BadAddress("the address cannot be written as a header") from error


def html_page(letter: Letter, words: LetterText) -> str:
    """The HTML part; whatever was typed is text in it."""
    parts = [_PARAGRAPH.format(_lines(words.greeting))] if words.greeting else []
    parts += [_PARAGRAPH.format(_lines(one)) for one in re.split(r"\n\s*\n", words.body.strip())]
    parts += [_PICTURE.format(_picture(letter, place)) for place, one in enumerate(letter.files) if one.is_picture]
    parts += [_PARAGRAPH.format(_lines(words.closing))] if words.closing else []
    parts += [_SMALL.format(_lines(words.opt_out))] if words.opt_out else []
    return _PAGE.format(language=words.language, subject=escape(words.subject), content="\n".join(parts))


def message_id(letter: Letter, sender: str) -> str:
    """The same for the same row, however often it is composed."""
    return f"<{letter.mark}@{sender.rpartition('@')[2]}>"


def one_line(text: str) -> str:
    """Without line ends and control characters, which would begin another header."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def _lines(text: str) -> str:
    linked, end = [], 0
    for found in _LINK.finditer(text):
        linked.append(escape(text[end : found.start()]))
        linked.append(f'<a href="{escape(found[0])}" style="color:#1a5fb4;">{escape(found[0])}</a>')
        end = found.end()
    return "".join([*linked, escape(text[end:])]).replace("\n", "<br>\n")


def _picture(letter: Letter, place: int) -> str:
    return f"{letter.mark}.{place}@picture"
