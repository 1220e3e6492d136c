"""What the app remembers of its rows does not outlive them."""

from bot.app import App


async def test_after_the_database_was_emptied_briefs_and_questions_begin_anew(app: App) -> None:
    before = (app.compose_briefs, app.owe_baselines)
    assert (app.compose_briefs, app.owe_baselines) == before
    app.forget()
    assert app.compose_briefs is not before[0]
    assert app.owe_baselines is not before[1]
