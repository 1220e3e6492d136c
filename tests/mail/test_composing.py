"""A mail as it is read: by the standard library's parser, without a defect; headers that cannot be broken out of."""

import email
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from bot.domain.mailing import Addressee, Letter, MailFile
from bot.mail.composing import compose
from tests.usecases.care_world import NOON

PICTURE = MailFile(1, "foto kélas, “baru”.png", "image/png", 8, b"\x89PNG\r\n\x1a\n")
PAPER = MailFile(1, "brosur.pdf", "application/pdf", 2000, b"%PDF" + bytes(range(256)) * 8)
HOSTILE = "Kabar\r\nBcc: eve@example.net\n\n<script>alert(1)</script>"


def read(letter: Letter) -> EmailMessage:
    content = compose(letter, "care@example.org")
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert content.isascii()
    return email.message_from_bytes(content, policy=SMTP)


def letter(**fields: object) -> Letter:
    kept = {
        "to": "ratna@example.com",
        "addressee": Addressee("Yayasan Pelita", "Ratna Wulandari, S.E.", "Bu", language="id"),
        "subject": "Kabar — “kelas baru”: " + "é" * 90,
        "body": "Halo.\n.titik\nFrom kami <b>tebal</b> & https://example.org/a?b=1.\n\n" + "panjang " * 400,
        "sender": "Rina, “PJ”",
        "reply_to": "rina@example.org",
        "mark": "abc.7",
        "at": NOON,
        "organisation": "Yayasan Contoh: Peduli, Berbagi",
        "files": (PICTURE, PAPER),
    }
    return Letter(**{**kept, **fields})  # type: ignore[arg-type]


def test_headers_and_parts_are_without_defects() -> None:
    message = read(letter())
    assert not [defect for part in message.walk() for defect in part.defects]
    assert not [defect for _, header in message.items() for defect in header.defects]
    assert message["To"].addresses[0].display_name == "Ratna Wulandari, S.E."
    assert message["From"].addresses[0].display_name == "Yayasan Contoh: Peduli, Berbagi"
    assert message["Message-ID"] == "<abc.7@example.org>"
    assert message["List-Unsubscribe"] == "<mailto:rina@example.org?subject=BERHENTI>"
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().startswith("Yth. Bu Ratna Wulandari, S.E.,\r\n\r\nHalo.\r\n.titik\r\n")
    assert "BERHENTI" in plain.get_content()
    html = page.get_content()
    assert "&lt;b&gt;tebal&lt;/b&gt; &amp; " in html
    assert 'href="https://example.org/a?b=1"' in html
    assert [one.get_filename() for one in message.iter_attachments()] == ["brosur.pdf"]


@pytest.mark.parametrize("field", ["subject", "sender", "organisation"])
def test_nothing_that_was_typed_becomes_a_header(field: str) -> None:
    message = read(letter(**{field: HOSTILE}))
    assert message["Bcc"] is None
    assert "<script>" not in message.get_body(("html",)).get_content()  # type: ignore[union-attr]


def test_english_speaks_english_and_a_mail_of_its_own_is_left_as_it_is() -> None:
    english = read(letter(addressee=Addressee("Global", "Eleanor Whitfield", "Ms", "Eleanor", "en")))
    assert english.get_body(("plain",)).get_content().startswith("Dear Eleanor,")  # type: ignore[union-attr]
    single = read(letter(news=False, files=()))
    assert single["List-Unsubscribe"] is None
    assert single.get_body(("plain",)).get_content().startswith("Halo.")  # type: ignore[union-attr]
