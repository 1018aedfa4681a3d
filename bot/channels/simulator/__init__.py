"""The simulator: phones in one web page, over the same turns and outbox as the real channels.

It plays the platform (Telegram's or WhatsApp's servers): it keeps the phones' messages, shows them and
enforces the limits of the look each phone has.
"""

from bot.channels.simulator.channel import Simulator
from bot.channels.simulator.guard import loopback_only
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.web import routes

__all__ = ["Look", "Simulator", "loopback_only", "routes"]
