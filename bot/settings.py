"""The only reader of the environment. All mistakes are told at once, each with its remedy."""

import base64
import binascii
import os
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from db.vault import RingKey
from domain.keeping import DEFAULT_DAYS, PERIODS, Kept
from domain.records import dataclass

KEY_BYTES = 32

OFFICIAL_TELEGRAM = "https://api.telegram.org"
DEMO_KEYS_FILE = "demo-keys"
ENV_FILE = ".env"
MAKE_KEY = "python -m bot keys new"


class SettingsError(Exception):
    """What is wrong with the settings: one line each, with what to do."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable. line: what it is for. default: "" means none."""

    name: str
    line: str
    default: str = ""
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("DATABASE_URL", "where the records are", "sqlite:///data/teman.db", secret=True),
    Setting("KEYS_URL", "where the wrapped data keys are", "sqlite:///data/keys.db", secret=True),
    Setting("DATA_DIR", "files of the program, readable by it alone", "data"),
    Setting(
        "SECRET_KEYS", "the key ring: name:base64 of 32 bytes, the newest first, commas between", secret=True
    ),
    Setting("TELEGRAM_TOKEN", "the bot's token", secret=True),
    Setting("TELEGRAM_API_URL", "the Bot API server", OFFICIAL_TELEGRAM),
    Setting("TELEGRAM_MODE", "polling or webhook", "polling"),
    Setting("TELEGRAM_WEBHOOK_SECRET", "what Telegram sends along with a webhook call", secret=True),
    Setting("WHATSAPP_TOKEN", "the Cloud API token", secret=True),
    Setting("WHATSAPP_PHONE_NUMBER_ID", "the number's id at Meta"),
    Setting("WHATSAPP_APP_SECRET", "signs the webhook calls", secret=True),
    Setting("WHATSAPP_VERIFY_TOKEN", "answers Meta's verification", secret=True),
    Setting("WHATSAPP_API_URL", "the Graph API with its version", "https://graph.facebook.com/v26.0"),
    Setting(
        "WHATSAPP_PER_SECOND", "messages a second of the number's tier, in and out: 80, 20 or 1000", "80"
    ),
    Setting("PUBLIC_URL", "where this server is reached from outside"),
    Setting("HOST", "the address to listen on", "127.0.0.1"),
    Setting("PORT", "the port to listen on", "8080"),
    Setting("SIMULATOR", "auto, on or off", "auto"),
    Setting("BOT_NAME", "how the program calls itself", "Teman Mandiri"),
    Setting("LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR", "INFO"),
    *(
        Setting(kept.setting, f"days to keep {period.what}", str(period.days))
        for kept, period in PERIODS.items()
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The settings, checked. demo: no channel token, so the simulator with demo data.

    simulator_open: its page may be reached from elsewhere than this machine (SIMULATOR=on says so, auto never does).
    """

    database_url: str
    keys_url: str
    data_dir: Path
    ring: tuple[RingKey, ...]
    telegram_token: str
    telegram_api_url: str
    telegram_mode: str
    telegram_webhook_secret: str
    whatsapp_token: str
    whatsapp_phone_number_id: str
    whatsapp_app_secret: str
    whatsapp_verify_token: str
    whatsapp_api_url: str
    whatsapp_per_second: int
    public_url: str
    host: str
    port: int
    simulator: bool
    bot_name: str
    log_level: str
    demo: bool
    simulator_open: bool = False
    keep_days: Mapping[Kept, int] = field(default_factory=lambda: DEFAULT_DAYS)

    def __repr__(self) -> str:
        return f"Settings(demo={self.demo}, host={self.host!r}, port={self.port})"


class _Reader:
    """Reads values and gathers every mistake."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._defaults = {setting.name: setting.default for setting in SETTINGS}
        self.mistakes: list[str] = []

    def text(self, name: str) -> str:
        return self._environment.get(name, "").strip() or self._defaults[name]

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name)
        if value.lower() in {each.lower() for each in allowed}:
            return next(each for each in allowed if each.lower() == value.lower())
        self.wrong(name, f"is {value!r}; use one of: {', '.join(allowed)}")
        return allowed[0]

    def port(self, name: str) -> int:
        value = self.text(name)
        if value.isascii() and value.isdecimal() and int(value) <= 65535:
            return int(value)
        self.wrong(name, f"is {value!r}; use a whole number from 0 to 65535")
        return 0

    def days(self, kept: Kept) -> int:
        value, period = self.text(kept.setting), PERIODS[kept]
        if value.isascii() and value.isdecimal() and period.days_min <= int(value) <= period.days_max:
            return int(value)
        self.wrong(
            kept.setting,
            f"is {value!r}; use a whole number from {period.days_min} to {period.days_max}. Why: {period.source}",
        )
        return period.days

    def url(self, name: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name)
        if value and not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
            self.wrong(name, f"must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return value.rstrip("/")

    def wrong(self, name: str, what: str) -> None:
        self.mistakes.append(f"{name} {what}")

    def is_wrong(self, name: str) -> bool:
        return any(each.startswith(f"{name} ") for each in self.mistakes)


def _environment() -> Mapping[str, str]:
    """The process's environment and, behind it, the file `.env` of the working folder (NAME=value, # for remarks)."""
    path = Path(ENV_FILE)
    found: dict[str, str] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            name, equals, value = line.partition("=")
            if equals and not line.lstrip().startswith("#"):
                found[name.strip()] = value.strip().strip("\"'")
    return {**found, **os.environ}


def read_settings(environment: Mapping[str, str] | None = None, *, demo: bool | None = None) -> Settings:
    """The settings. demo: True for the demo, False for real records, None to decide by whether there is a token.

    Raises SettingsError with every mistake.
    """
    reader = _Reader(_environment() if environment is None else environment)
    token, whatsapp = reader.text("TELEGRAM_TOKEN"), reader.text("WHATSAPP_TOKEN")
    is_demo = not (token or whatsapp) if demo is None else demo
    data_dir = Path(reader.text("DATA_DIR"))
    _check_data_dir(reader, data_dir)
    _check_token(reader, token)
    mode = reader.choice("TELEGRAM_MODE", ("polling", "webhook"))
    simulator = reader.choice("SIMULATOR", ("auto", "on", "off"))
    _check_webhook(reader, token, mode)
    if whatsapp and not is_demo:
        _check_whatsapp(reader)
    values: dict[str, Any] = {
        "database_url": _database(reader, "DATABASE_URL", data_dir, "demo.db" if is_demo else ""),
        "keys_url": _database(reader, "KEYS_URL", data_dir, "demo-keys.db" if is_demo else ""),
        "data_dir": data_dir,
        "ring": _ring(reader, data_dir, is_demo),
        "telegram_token": "" if is_demo else token,
        "telegram_api_url": reader.url("TELEGRAM_API_URL", ("https", "http")),
        "telegram_mode": mode,
        "telegram_webhook_secret": reader.text("TELEGRAM_WEBHOOK_SECRET"),
        "whatsapp_token": "" if is_demo else whatsapp,
        "whatsapp_phone_number_id": reader.text("WHATSAPP_PHONE_NUMBER_ID"),
        "whatsapp_app_secret": reader.text("WHATSAPP_APP_SECRET"),
        "whatsapp_verify_token": reader.text("WHATSAPP_VERIFY_TOKEN"),
        "whatsapp_api_url": reader.url("WHATSAPP_API_URL", ("https", "http")),
        "whatsapp_per_second": int(reader.choice("WHATSAPP_PER_SECOND", ("80", "20", "1000"))),
        "public_url": reader.url("PUBLIC_URL", ("https",)),
        "host": reader.text("HOST"),
        "port": reader.port("PORT"),
        "simulator": simulator == "on" or (simulator == "auto" and is_demo),
        "simulator_open": simulator == "on",
        "bot_name": reader.text("BOT_NAME"),
        "log_level": reader.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR")),
        "demo": is_demo,
        "keep_days": MappingProxyType({kept: reader.days(kept) for kept in Kept}),
    }
    if reader.mistakes:
        raise SettingsError(reader.mistakes)
    return Settings(**values)


_MAKE_FOLDER = (
    "set it to a folder on a disk that can be written, or make it and give it to the user who runs this"
)


def _check_data_dir(reader: _Reader, data_dir: Path) -> None:
    """Whether it is there or could be made; nothing is made yet, because other settings may be wrong."""
    there = next((each for each in (data_dir, *data_dir.absolute().parents) if os.path.lexists(each)), None)
    if there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return
    why = "is not a folder" if there is not None and not there.is_dir() else "may not be written"
    reader.wrong("DATA_DIR", f"is {str(data_dir)!r} and cannot be used ({there} {why}); {_MAKE_FOLDER}")


def make_data_dir(settings: Settings) -> None:
    """Make DATA_DIR, for this user alone, once everything else is right. Raises SettingsError."""
    try:
        _make_folder(settings.data_dir)
    except OSError as fault:
        raise SettingsError([_cannot_make(settings.data_dir, fault)]) from fault


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _cannot_make(folder: Path, fault: OSError) -> str:
    return f"DATA_DIR is {str(folder)!r} and cannot be made ({fault.strerror}); {_MAKE_FOLDER}"


def _check_token(reader: _Reader, token: str) -> None:
    if token and not re.fullmatch(r"\d+:[A-Za-z0-9_-]{5,}", token):
        reader.wrong(
            "TELEGRAM_TOKEN", "is not a bot token; copy it whole from @BotFather (digits, a colon, letters)"
        )


def _check_webhook(reader: _Reader, token: str, mode: str) -> None:
    if not token or mode != "webhook":
        return
    secret = reader.text("TELEGRAM_WEBHOOK_SECRET")
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
        reader.wrong(
            "TELEGRAM_WEBHOOK_SECRET",
            "must be 16 to 256 letters, digits, - or _ when TELEGRAM_MODE is webhook",
        )
    if not reader.text("PUBLIC_URL"):
        reader.wrong(
            "PUBLIC_URL", "must be set when TELEGRAM_MODE is webhook, for example https://teman.example.org"
        )


def _check_whatsapp(reader: _Reader) -> None:
    """Beside its token the channel needs to know which number it is, and how to know Meta when it calls."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", reader.text("WHATSAPP_PHONE_NUMBER_ID")):
        reader.wrong(
            "WHATSAPP_PHONE_NUMBER_ID",
            "must be the number's id at Meta (not the number itself) when WHATSAPP_TOKEN is set",
        )
    for name, where in (
        ("WHATSAPP_APP_SECRET", "copy it from the app's settings at Meta (Basic, App secret)"),
        ("WHATSAPP_VERIFY_TOKEN", "any word of your own, the same as at Meta where the webhook is set"),
    ):
        if not reader.text(name):
            reader.wrong(name, f"must be set when WHATSAPP_TOKEN is: {where}")


def _database(reader: _Reader, name: str, data_dir: Path, demo_file: str) -> str:
    """The URL; the demo keeps its own files beside the real ones unless it is told a place."""
    url = reader.text(name)
    given = name in reader._environment and reader._environment[name].strip()
    if demo_file and not given:
        return f"sqlite:///{data_dir / demo_file}"
    if not given and url.startswith("sqlite:///data/"):
        return f"sqlite:///{data_dir / url.removeprefix('sqlite:///data/')}"
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        reader.wrong(name, "must begin with sqlite:/// or postgresql://")
    return url


def _ring(reader: _Reader, data_dir: Path, demo: bool) -> tuple[RingKey, ...]:
    text = reader.text("SECRET_KEYS")
    if not text and demo:
        return (RingKey("demo", _demo_key(reader, data_dir)),)
    if not text:
        reader.wrong(
            "SECRET_KEYS", f"is missing; without it nothing can be kept safe. Make one with: {MAKE_KEY}"
        )
        return ()
    keys = [_ring_key(reader, part.strip()) for part in text.split(",")]
    found = tuple(key for key in keys if key is not None)
    if len({key.key_id for key in found}) != len(found):
        reader.wrong("SECRET_KEYS", "has two keys of the same name; give each its own")
    return found


def _ring_key(reader: _Reader, part: str) -> RingKey | None:
    key_id, colon, encoded = part.partition(":")
    try:
        secret = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if not colon or not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", key_id) or len(secret) != KEY_BYTES:
        reader.wrong(
            "SECRET_KEYS",
            f"has a key that is not name:base64 of {KEY_BYTES} bytes. Make one with: {MAKE_KEY}",
        )
        return None
    return RingKey(key_id, secret)


def _demo_key(reader: _Reader, data_dir: Path) -> bytes:
    """The demo's own key, made once: invented data only."""
    path = data_dir / DEMO_KEYS_FILE
    if reader.is_wrong("DATA_DIR"):
        return b""
    try:
        if not path.exists():
            _make_folder(data_dir)
            fresh = path.with_suffix(".new")
            fresh.touch(mode=0o600)
            fresh.write_text(base64.b64encode(os.urandom(KEY_BYTES)).decode())
            fresh.replace(path)  # whole or not at all
    except OSError as fault:
        reader.mistakes.append(_cannot_make(data_dir, fault))
        return b""
    try:
        secret = base64.b64decode(path.read_text(), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        reader.wrong(
            "DATA_DIR", f"holds a broken {DEMO_KEYS_FILE}; the demo starts afresh when you delete the folder"
        )
    return secret


def new_ring_key(name: str) -> str:
    """A fresh key as it stands in SECRET_KEYS."""
    return f"{name}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"
