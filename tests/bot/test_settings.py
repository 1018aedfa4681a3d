"""The settings: every mistake at once, each with its remedy; secrets are never shown."""

import base64
import stat
from pathlib import Path

import pytest

from bot.settings import (
    MAKE_KEY,
    SETTINGS,
    Settings,
    SettingsError,
    make_data_dir,
    new_ring_key,
    read_settings,
)
from domain.keeping import DEFAULT_DAYS, Kept

KEY = "k1:" + base64.b64encode(bytes(32)).decode()
TOKEN = "123456:AbCdEfGhIjKlMnOp"
REAL = {"SECRET_KEYS": KEY, "TELEGRAM_TOKEN": TOKEN}
SECRETS = {
    "SECRET_KEYS": "k1:bm90LTMyLWJ5dGVz",
    "TELEGRAM_TOKEN": "hunter2-token",
    "TELEGRAM_WEBHOOK_SECRET": "hunter2 hook",
    "DATABASE_URL": "mysql://root:hunter2@db/teman",
    "KEYS_URL": "mysql://root:hunter2@db/keys",
}


def mistakes(environment: dict[str, str], *, demo: bool | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment, demo=demo)
    return caught.value.mistakes


def test_without_any_setting_it_is_the_demo_with_records_of_its_own(tmp_path: Path) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path)})

    assert settings.demo
    assert settings.simulator
    assert settings.database_url == f"sqlite:///{tmp_path}/demo.db"
    assert settings.keys_url == f"sqlite:///{tmp_path}/demo-keys.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.log_level == "INFO"


def test_the_demo_makes_its_key_once_and_for_itself_alone(tmp_path: Path) -> None:
    first, second = (read_settings({"DATA_DIR": str(tmp_path)}) for _start in range(2))

    (made,) = [path for path in tmp_path.iterdir() if path.is_file()]

    assert first.ring == second.ring
    assert len(first.ring[0].secret) == 32
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_with_a_token_the_records_are_real_and_the_simulator_is_off(tmp_path: Path) -> None:
    settings = read_settings({**REAL, "DATA_DIR": str(tmp_path)})

    assert not settings.demo
    assert not settings.simulator
    assert settings.telegram_token == TOKEN
    assert settings.database_url == f"sqlite:///{tmp_path}/teman.db"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "given, token, simulator",
    [
        ("auto", True, False),
        ("on", True, True),
        ("off", True, False),
        ("AUTO", False, True),
        ("off", False, False),
    ],
)
def test_the_simulator_runs_beside_a_token_only_if_told(
    tmp_path: Path, given: str, token: bool, simulator: bool
) -> None:
    environment = {"DATA_DIR": str(tmp_path), "SIMULATOR": given, **(REAL if token else {})}

    assert read_settings(environment).simulator is simulator


def test_the_demo_never_uses_a_real_token(tmp_path: Path) -> None:
    settings = read_settings({**REAL, "DATA_DIR": str(tmp_path)}, demo=True)

    assert settings.demo
    assert settings.telegram_token == ""
    assert settings.database_url.endswith("demo.db")


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    found = mistakes(
        {
            "DATA_DIR": str(tmp_path / "data"),
            "TELEGRAM_TOKEN": "abc",
            "TELEGRAM_MODE": "push",
            "TELEGRAM_API_URL": "ftp://example.org",
            "DATABASE_URL": "mysql://example.org/teman",
            "KEYS_URL": "keys.db",
            "PUBLIC_URL": "http://example.org",
            "PORT": "eighty",
            "SIMULATOR": "maybe",
            "LOG_LEVEL": "LOUD",
        }
    )

    assert sorted(mistake.split()[0] for mistake in found) == [
        "DATABASE_URL",
        "KEYS_URL",
        "LOG_LEVEL",
        "PORT",
        "PUBLIC_URL",
        "SECRET_KEYS",
        "SIMULATOR",
        "TELEGRAM_API_URL",
        "TELEGRAM_MODE",
        "TELEGRAM_TOKEN",
    ]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "wrong, remedy",
    [
        ({"SECRET_KEYS": ""}, MAKE_KEY),
        ({"SECRET_KEYS": "short"}, MAKE_KEY),
        ({"SECRET_KEYS": "k1:" + base64.b64encode(bytes(31)).decode()}, MAKE_KEY),
        ({"SECRET_KEYS": "k 1:" + KEY.partition(":")[2]}, MAKE_KEY),
        ({"SECRET_KEYS": "k1:" + KEY.partition(":")[2] + "!"}, MAKE_KEY),
        ({"SECRET_KEYS": f"{KEY},"}, MAKE_KEY),
        ({"SECRET_KEYS": f"{KEY},{KEY}"}, "give each its own"),
        ({"TELEGRAM_TOKEN": "123456"}, "@BotFather"),
        ({"TELEGRAM_TOKEN": "abc:AbCdEfGh"}, "@BotFather"),
        ({"TELEGRAM_MODE": "push"}, "polling, webhook"),
        ({"TELEGRAM_API_URL": "telegram.org"}, "https://"),
        ({"PUBLIC_URL": "http://teman.example.org"}, "https://"),
        ({"DATABASE_URL": "mysql://example.org/teman"}, "postgresql://"),
        ({"KEYS_URL": "data/keys.db"}, "sqlite:///"),
        ({"PORT": "-1"}, "0 to 65535"),
        ({"PORT": "65536"}, "0 to 65535"),
        ({"PORT": "８０"}, "0 to 65535"),
        ({"SIMULATOR": "yes"}, "auto, on, off"),
        ({"LOG_LEVEL": "TRACE"}, "DEBUG, INFO, WARNING, ERROR"),
    ],
)
def test_a_mistake_names_its_setting_and_the_remedy(
    tmp_path: Path, wrong: dict[str, str], remedy: str
) -> None:
    found = mistakes({**REAL, "DATA_DIR": str(tmp_path), **wrong})

    (name,) = wrong
    assert len(found) == 1
    assert found[0].startswith(f"{name} ")
    assert remedy in found[0]


@pytest.mark.parametrize(
    "given, wrong",
    [
        ({}, ["PUBLIC_URL", "TELEGRAM_WEBHOOK_SECRET"]),
        ({"TELEGRAM_WEBHOOK_SECRET": "a" * 16}, ["PUBLIC_URL"]),
        ({"PUBLIC_URL": "https://teman.example.org"}, ["TELEGRAM_WEBHOOK_SECRET"]),
        (
            {"TELEGRAM_WEBHOOK_SECRET": "a" * 15, "PUBLIC_URL": "https://teman.example.org"},
            ["TELEGRAM_WEBHOOK_SECRET"],
        ),
        (
            {"TELEGRAM_WEBHOOK_SECRET": "a" * 257, "PUBLIC_URL": "https://teman.example.org"},
            ["TELEGRAM_WEBHOOK_SECRET"],
        ),
        (
            {"TELEGRAM_WEBHOOK_SECRET": "with space" * 3, "PUBLIC_URL": "https://t.example"},
            ["TELEGRAM_WEBHOOK_SECRET"],
        ),
    ],
)
def test_a_webhook_needs_a_secret_and_an_address(
    tmp_path: Path, given: dict[str, str], wrong: list[str]
) -> None:
    found = mistakes({**REAL, "DATA_DIR": str(tmp_path), "TELEGRAM_MODE": "webhook", **given})

    assert sorted(mistake.split()[0] for mistake in found) == wrong


def test_a_webhook_with_both_is_accepted(tmp_path: Path) -> None:
    settings = read_settings(
        {
            **REAL,
            "DATA_DIR": str(tmp_path),
            "TELEGRAM_MODE": "Webhook",
            "TELEGRAM_WEBHOOK_SECRET": "a_secret-of-16-or-more",
            "PUBLIC_URL": "https://teman.example.org/",
        }
    )

    assert settings.telegram_mode == "webhook"
    assert settings.public_url == "https://teman.example.org"


def test_no_mistake_and_no_repr_shows_a_secret(tmp_path: Path) -> None:
    told = "\n".join(mistakes({**SECRETS, "DATA_DIR": str(tmp_path), "TELEGRAM_MODE": "webhook"}, demo=False))
    settings = read_settings(
        {
            **REAL,
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": "postgresql://teman:hunter2@db.example.org/teman",
            "TELEGRAM_WEBHOOK_SECRET": "hunter2hunter2hunter2",
        }
    )
    shown = f"{settings!r} {settings} {settings.ring!r}"

    for secret in (*SECRETS.values(), "hunter2", "bm90LTMyLWJ5dGVz"):
        assert secret not in told
    for secret in ("hunter2", TOKEN, KEY.partition(":")[2], repr(bytes(32))):
        assert secret not in shown


def test_the_key_that_keys_new_prints_is_accepted(tmp_path: Path) -> None:
    settings = read_settings(
        {**REAL, "DATA_DIR": str(tmp_path), "SECRET_KEYS": f"{new_ring_key('new')}, {new_ring_key('old')}"}
    )

    assert [key.key_id for key in settings.ring] == ["new", "old"]


def test_spaces_and_empty_values_count_as_not_given(tmp_path: Path) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path), "PORT": "  ", "BOT_NAME": " Kawan ", "HOST": ""})

    assert isinstance(settings, Settings)
    assert (settings.port, settings.bot_name, settings.host) == (8080, "Kawan", "127.0.0.1")


def test_every_setting_has_a_line_and_its_own_name() -> None:
    names = [setting.name for setting in SETTINGS]

    assert len(set(names)) == len(names)
    assert all(setting.line for setting in SETTINGS)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, with none of our settings in the environment."""
    monkeypatch.chdir(tmp_path)
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    return tmp_path


def test_settings_may_stand_in_a_file_and_the_environment_goes_before_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / ".env").write_text(
        f"# ours\n#PORT=1\n\nSECRET_KEYS={KEY}\nTELEGRAM_TOKEN='{TOKEN}'\n BOT_NAME = \"Kawan Batu\" \nPORT=9000\n"
    )
    monkeypatch.setenv("PORT", "9001")

    settings = read_settings()

    assert (settings.telegram_token, settings.bot_name, settings.port) == (TOKEN, "Kawan Batu", 9001)
    assert settings.ring[0].key_id == "k1"


def test_a_mistake_in_the_file_is_told_like_any_other(here: Path) -> None:
    (here / ".env").write_text("PORT=x\nSIMULATOR=maybe\n")

    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert [mistake.split()[0] for mistake in caught.value.mistakes] == ["SIMULATOR", "PORT"]


def test_without_a_file_and_without_settings_it_is_the_demo(here: Path) -> None:
    assert read_settings().demo


@pytest.mark.parametrize("place", ["file/data", "file"])
def test_a_folder_that_cannot_be_made_is_named_with_its_remedy(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    for environment in ({}, REAL):
        (mistake,) = mistakes({**environment, "DATA_DIR": str(tmp_path / place)})
        assert mistake.startswith(f"DATA_DIR is '{tmp_path / place}' and cannot be used")
        assert "set it to a folder on a disk that can be written" in mistake


def test_a_folder_that_cannot_be_made_at_last_is_told_the_same_way(tmp_path: Path) -> None:
    settings = read_settings({**REAL, "DATA_DIR": str(tmp_path / "data")})
    assert not (tmp_path / "data").exists()
    (tmp_path / "data").write_text("somebody was faster")

    with pytest.raises(SettingsError) as caught:
        make_data_dir(settings)
    assert caught.value.mistakes[0].startswith(f"DATA_DIR is '{tmp_path / 'data'}' and cannot be made")


def test_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    make_data_dir(read_settings({**REAL, "DATA_DIR": str(tmp_path / "a" / "data")}))

    assert stat.S_IMODE((tmp_path / "a" / "data").stat().st_mode) == 0o700


def test_every_period_is_a_setting_with_its_default() -> None:
    assert read_settings(REAL).keep_days == DEFAULT_DAYS
    assert read_settings({**REAL, "KEEP_SENT_DAYS": "14"}).keep_days[Kept.SENT] == 14


@pytest.mark.parametrize("value", ["0", "-1", "x", "3", "99999"])
def test_a_period_out_of_its_bounds_is_refused_with_its_source(value: str) -> None:
    (mistake,) = mistakes({**REAL, "KEEP_SENT_DAYS": value})

    assert mistake.startswith(
        f"KEEP_SENT_DAYS is {value!r}; use a whole number from 7 to 3660. Why: a house rule"
    )


def test_her_answers_are_never_kept_longer_than_she_was_promised() -> None:
    (mistake,) = mistakes({**REAL, "KEEP_SCREENING_DAYS": "731"})

    assert "24 months" in mistake


# -- WhatsApp -------------------------------------------------------------------------------------------------------

CLOUD = {
    "SECRET_KEYS": KEY,
    "WHATSAPP_TOKEN": "EAA-hunter2",
    "WHATSAPP_PHONE_NUMBER_ID": "106540352242922",
    "WHATSAPP_APP_SECRET": "hunter2-app",
    "WHATSAPP_VERIFY_TOKEN": "hunter2-word",
}


def test_with_whatsapp_alone_the_records_are_real(tmp_path: Path) -> None:
    settings = read_settings({**CLOUD, "DATA_DIR": str(tmp_path)})

    assert (settings.demo, settings.simulator) == (False, False)
    assert settings.whatsapp_api_url == "https://graph.facebook.com/v26.0"
    assert (settings.whatsapp_token, settings.telegram_token) == ("EAA-hunter2", "")
    assert "hunter2" not in repr(settings)


def test_the_demo_has_no_whatsapp_whatever_the_environment_says(tmp_path: Path) -> None:
    assert read_settings({**CLOUD, "DATA_DIR": str(tmp_path)}, demo=True).whatsapp_token == ""


@pytest.mark.parametrize("name", ["WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN"])
def test_whatsapp_needs_to_know_its_number_and_how_to_know_meta(tmp_path: Path, name: str) -> None:
    (mistake,) = mistakes({**CLOUD, "DATA_DIR": str(tmp_path), name: ""})
    assert mistake.startswith(f"{name} must be")
    assert "hunter2" not in mistake


def test_the_number_itself_is_not_its_id(tmp_path: Path) -> None:
    (mistake,) = mistakes({**CLOUD, "DATA_DIR": str(tmp_path), "WHATSAPP_PHONE_NUMBER_ID": "+62 000 0000"})
    assert "not the number itself" in mistake


def test_without_its_token_the_rest_of_whatsapp_is_not_asked_for(tmp_path: Path) -> None:
    environment = {**REAL, "DATA_DIR": str(tmp_path), "WHATSAPP_APP_SECRET": "x"}
    assert read_settings(environment).whatsapp_token == ""


def test_the_tier_of_a_whatsapp_number_is_one_of_three(tmp_path: Path) -> None:
    environment = {**CLOUD, "DATA_DIR": str(tmp_path)}
    assert read_settings(environment).whatsapp_per_second == 80
    assert read_settings({**environment, "WHATSAPP_PER_SECOND": "1000"}).whatsapp_per_second == 1_000
    with pytest.raises(SettingsError, match="WHATSAPP_PER_SECOND"):
        read_settings({**environment, "WHATSAPP_PER_SECOND": "500"})
