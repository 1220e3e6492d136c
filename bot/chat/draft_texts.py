"""A draft on the screen: what it says, by which keys it goes out, and how it is changed."""

from collections.abc import Sequence

from bot.chat.draft_buttons import AddNumber, ByMail, OwnWords, Sent, TurnDraft
from bot.chat.drafting import SHOWN, Offer
from bot.chat.html import bold, esc, shortened
from bot.chat.item_texts import cautions
from bot.chat.keyboards import AnyKey, Key, in_rows
from bot.chat.talk import Talk
from bot.chat.ways import Ways, fits_copying, links
from bot.domain.drafting import NoDraft
from bot.domain.given_texts import mark_of
from bot.domain.words import Channel, Tone
from bot.i18n.translator import Translator, own_name

ODD_UNITS = 40
IN_A_ROW = 3


def barred_text(t: Translator, offer: Offer) -> str:
    """Why there is no draft."""
    name = esc(offer.to)
    return {
        NoDraft.DIED: t("{name} has died; nothing is sent any more.", name=name),
        NoDraft.LEFT: t("{name} is no longer there; choose somebody else to write to.", name=name),
        NoDraft.REFUSED: t(
            "{name} did not agree that days and holidays are remembered; no wishes are sent.", name=name
        ),
        NoDraft.ARCHIVED: t("{partner} is archived; nothing is sent.", partner=esc(offer.drafting.partner.name)),
    }[offer.drafting.barred or NoDraft.LEFT]


def quoted(t: Translator, text: str) -> str:
    """The words themselves; long ones such that a tap copies them."""
    if fits_copying(text):
        return f"<blockquote>{esc(text)}</blockquote>"
    # Too long for a copying button: the apps copy a text of this kind when it is tapped.
    return f"<code>{esc(text)}</code>\n\n{t('Tap the text to copy it.')}"


def draft_text(talk: Talk, offer: Offer, text: str) -> str:
    """The message with a draft, and what one wants to know, or what stands in the way of sending it."""
    head = talk.t("A draft for {name}; change it as you like:", name=bold(offer.to))
    return "\n\n".join([own_text(talk, offer, text, head), *remarks(talk.t, offer)])


def own_text(talk: Talk, offer: Offer, text: str, head: str) -> str:
    """Words under a heading, and below them who was in touch with them lately, and who mourns."""
    view = offer.drafting.view
    around = cautions(talk.t, talk.f, view, talk.today) if view is not None else []
    return "\n\n".join([head, quoted(talk.t, text), *(["\n".join(around)] if around else [])])


def remarks(t: Translator, offer: Offer) -> list[str]:
    """A language without texts, a number that is none, nobody to be reached."""
    said = []
    if offer.texts and offer.chosen.language != offer.wanted:
        said.append(
            t(
                "There are no texts in {wanted} yet; this one is in {language}.",
                wanted=own_name(offer.wanted),
                language=own_name(offer.chosen.language),
            )
        )
    ways = offer.ways
    if ways.odd and not ways.phones:
        odd = esc(shortened(ways.odd[0], ODD_UNITS))
        said.append(t("“{text}” is no phone number that WhatsApp could open.", text=odd))
    elif not ways.channels:
        said.append(t("There is no phone number and no address of {name} yet.", name=esc(offer.to)))
    return said


def send_rows(t: Translator, offer: Offer, text: str, mark: str, *, number: int, in_round: bool) -> list[list[AnyKey]]:
    """The ways to send a text, and the keys that say it went out."""
    keys: list[AnyKey] = links(t, text, offer.ways)
    id = _id(offer)
    if offer.ways.email:
        keys.append(Key(t("E-mail"), ByMail(id, number, offer.tone, in_round)))
    # Four stand two by two rather than one alone.
    width = 2 if len(keys) == 4 else IN_A_ROW
    rows = [keys[start : start + width] for start in range(0, len(keys), width)]
    missing = missing_key(t, offer, in_round=in_round)
    if missing is not None:
        rows.append([missing])
    if offer.can_be_sent:
        rows.append([sent_key(t, offer.ways, id, mark, in_round=in_round)])
    return rows


def sent_key(t: Translator, ways: Ways, id: int, mark: str, *, in_round: bool) -> Key:
    """*Sent*, with the channel where it is known. What went out by e-mail beside a chat is said where the e-mail is."""
    channel = ways.channels[0] if ways.channels else None
    label = t("Sent, next") if in_round else t("Sent")
    return Key(label, Sent(id, mark, channel, in_round))


def pick_keys(t: Translator, offer: Offer, *, in_round: bool) -> list[list[AnyKey]]:
    """Three to choose from by number, more of them, the other tone, one's own words."""
    id, tone, of = _id(offer), offer.tone, len(offer.texts)
    first = offer.number - offer.number % SHOWN
    shown = range(first, min(first + SHOWN, of))
    numbers = [
        Key(f"· {place + 1} ·" if place == offer.number else str(place + 1), TurnDraft(id, place, tone, in_round))
        for place in shown
    ]
    picks: list[AnyKey] = list(numbers) if of > 1 else []
    if of > SHOWN:
        picks.append(Key(t("Another"), TurnDraft(id, (first + SHOWN) if first + SHOWN < of else 0, tone, in_round)))
    changes: list[AnyKey] = []
    if offer.other_tone:
        other = Tone.FAMILIAR if tone is Tone.FORMAL else Tone.FORMAL
        label = t("More familiar") if other is Tone.FAMILIAR else t("More formal")
        changes.append(Key(label, TurnDraft(id, 0, other, in_round)))
    changes.append(Key(t("My own words"), OwnWords(id, False, in_round)))
    return [picks, changes]


def missing_key(t: Translator, offer: Offer, *, in_round: bool) -> Key | None:
    """Leads to where a number is added, where nobody can be reached, or what stands there is no number."""
    ways = offer.ways
    if ways.phones or (ways.channels and not ways.odd):
        return None
    label = t("Correct the phone number") if ways.odd else t("Add the phone number")
    return Key(label, AddNumber(_id(offer), in_round))


def channel_rows(labels: Sequence[tuple[Channel, str]], pressed: Sent) -> list[list[Key]]:
    """The question how it was sent."""
    keys = [Key(label, Sent(pressed.reminder_id, pressed.mark, one, pressed.in_round)) for one, label in labels]
    return in_rows(keys, 3)


def mark_shown(offer: Offer) -> str:
    """The mark of the draft that is shown."""
    return mark_of(offer.chosen.key)


def _id(offer: Offer) -> int:
    view = offer.drafting.view
    return view.item.reminder_id if view is not None else 0
