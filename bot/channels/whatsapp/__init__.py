"""The WhatsApp channel; the only caller of the Graph API and the only importer of aiohttp, loaded only with a token."""

from bot.channels.whatsapp.channel import WhatsApp
from bot.channels.whatsapp.graph import Timeouts

__all__ = ["Timeouts", "WhatsApp"]
