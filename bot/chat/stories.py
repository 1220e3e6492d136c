"""The story of a reminder, in place of its item."""

from bot.chat.answer_buttons import ShowItem, ShowStory
from bot.chat.html import TEXT_UNITS, split
from bot.chat.keyboards import Key, keyboard
from bot.chat.router import Room
from bot.chat.story_texts import StoryText
from bot.chat.talk import Talk
from bot.usecases.stories import ShowStory as ReadStory

room = Room()


@room.button(ShowStory)
async def show_story(talk: Talk, pressed: ShowStory) -> None:
    """Why it came on its day and to this colleague, and what happened to it since."""
    story = await ReadStory(talk.house.storage, talk.house.organisation)(talk.actor, pressed.reminder_id)
    text = split(StoryText(talk.t, talk.f, story, talk.today).text(), TEXT_UNITS)[0]
    await talk.show(text, keyboard([[Key(talk.t("Back"), ShowItem(pressed.reminder_id))]]))
