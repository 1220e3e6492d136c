"""The buttons of the texts: lists, one text, its preview, the form, the file."""

from bot.chat.buttons import button


@button("za")
class ShowGroups:
    """Show what there are texts for."""


@button("zb")
class ShowTopics:
    """Show the topics of a group."""

    group: str


@button("zc")
class ShowTexts:
    """Show the texts on a topic; ``tone`` narrows them."""

    topic: str
    language: str
    tone: str
    page: int


@button("zd")
class ShowText:
    """Show one text."""

    key: str
    language: str


@button("ze")
class UseText:
    """Switch a text off, or on again."""

    key: str
    language: str
    used: bool


@button("zf")
class SetTextTone:
    """Give a text of our own a tone; none is both."""

    template: int
    tone: str


@button("zg")
class DropText:
    """Take a text of our own away; asked once more first."""

    template: int
    sure: bool


@button("zh")
class PreviewText:
    """Show a text with a real partner's data."""

    key: str
    language: str
    number: int


@button("zi")
class WriteText:
    """Ask for a text: a new one on this topic, or after one that there is."""

    topic: str
    language: str
    after: str


@button("zj")
class ChangeText:
    """Ask for the words of a text of our own again."""

    template: int


@button("zk")
class SetFormTone:
    """Choose the tone in the form."""

    form: int
    version: int
    tone: str


@button("zl")
class AskTextAgain:
    """Ask for the text in the form again."""

    form: int
    version: int


@button("zm")
class SaveText:
    """Save what the form holds."""

    form: int
    version: int


@button("zn")
class LeaveText:
    """Leave the form."""

    form: int
    version: int


@button("zo")
class GiveTexts:
    """Send our own texts as a file."""


@button("zp")
class AskTextsFile:
    """Say how a file of texts looks."""


@button("zq")
class TakeTexts:
    """Bring the texts of a file in."""

    form: int
    version: int
