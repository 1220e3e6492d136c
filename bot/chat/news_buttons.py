"""The buttons of news by e-mail."""

from bot.chat.buttons import button


@button("na")
class NewsStep:
    """Go to a part of the form: ``card``, ``text``, ``subject``, ``files``, ``nofiles``, ``whom``."""

    form: int
    version: int
    step: str


@button("nb")
class NewsFor:
    """Narrow the audience: ``whose``, ``tier``, ``kind``, ``due``, ``last``, ``none``, ``everybody``; to this value."""

    form: int
    version: int
    part: str
    value: str


@button("nc")
class NewsByHand:
    """A page of the partners; the one named is turned on or off, 0 is none."""

    form: int
    version: int
    page: int
    partner: int


@button("nd")
class NewsPreview:
    """How it looks for the one at this place."""

    form: int
    version: int
    place: int


@button("ne")
class NewsTest:
    """A mail to oneself."""

    form: int
    version: int


@button("nf")
class NewsSend:
    """Send; ``sure`` where no test went before."""

    form: int
    version: int
    sure: bool


@button("ng")
class NewsLeave:
    """Leave the form."""

    form: int
    version: int


@button("nh")
class NewsRound:
    """The next one by WhatsApp."""

    mailing_id: int


@button("ni")
class NewsByChat:
    """Went out by WhatsApp, or is passed over."""

    recipient_id: int
    sent: bool


@button("nj")
class NewsUncertain:
    """The mails of which nobody knows whether they arrived."""

    mailing_id: int


@button("nk")
class NewsDecide:
    """``again``, ``arrived`` or ``leave``."""

    recipient_id: int
    choice: str


@button("nl")
class NewsGoOn:
    """Take a halted mailing up again."""

    mailing_id: int


@button("nm")
class NewsTo:
    """Begin news for the partner of an update reminder."""

    partner: int


@button("nq")
class NewsStands:
    """How far a mailing is."""

    mailing_id: int
