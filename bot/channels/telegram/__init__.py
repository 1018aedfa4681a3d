"""The Telegram channel; the only importer of python-telegram-bot, imported only when a token is set."""

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.receiving import TokenRefused
from bot.channels.telegram.wire import Timeouts

__all__ = ["Telegram", "Timeouts", "TokenRefused"]
