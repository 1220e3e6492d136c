"""Runs the migrations on the connection that ``bot.storage.schema`` hands over."""

from alembic import context

from bot.storage import schema  # noqa: F401 - knows every table
from bot.storage.columns import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
