"""How fast the bot is: ``python -m tests.bench`` prints one table, with the machine it ran on."""
