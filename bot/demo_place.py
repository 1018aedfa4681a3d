"""May the demo be written into these records? Only where it is already, or where nothing is.

The law: nobody invented ever comes among real people. Asked before anything else is done there: what is refused is
left as it was, its schema too.
"""

from bot.storage import WrongRecords
from db.engine import Engine
from db.meta import is_no_demo


async def check_demo(engine: Engine) -> None:
    """Reads only. Raises WrongRecords."""
    if await is_no_demo(engine):
        raise WrongRecords(
            "DATABASE_URL names records that are not the demo's: nothing was changed, and nobody invented is written"
            " into them. For the demo leave DATABASE_URL and KEYS_URL empty, or set DATA_DIR to a new folder."
            " For the real records set TELEGRAM_TOKEN or WHATSAPP_TOKEN, and start with `run`."
        )
