from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import Settings, SettingsError


def test_the_key_alone_is_enough() -> None:
    settings = Settings.from_env({"API_KEY": "k"})
    assert settings == Settings(
        api_key="k",
        environment="development",
        model_dir=Path("/models"),
        log_level="INFO",
        tracking_uri="",
        model_uri="",
        model_name="iris",
        model_alias="production",
    )


def test_every_setting_comes_from_the_environment() -> None:
    settings = Settings.from_env(
        {
            "API_KEY": "k",
            "ENVIRONMENT": "staging",
            "MODEL_DIR": "/data",
            "LOG_LEVEL": "debug",
            "MLFLOW_TRACKING_URI": "http://mlflow:5000",
            "MODEL_URI": "gs://bucket/model",
            "MODEL_NAME": "flowers",
            "MODEL_ALIAS": "champion",
        }
    )
    assert settings == Settings(
        "k", "staging", Path("/data"), "DEBUG", "http://mlflow:5000", "gs://bucket/model", "flowers", "champion"
    )


def test_empty_variables_count_as_unset() -> None:
    names = ("ENVIRONMENT", "MODEL_DIR", "LOG_LEVEL", "MLFLOW_TRACKING_URI", "MODEL_URI", "MODEL_NAME", "MODEL_ALIAS")
    assert Settings.from_env({"API_KEY": "k", **dict.fromkeys(names, "")}) == Settings.from_env({"API_KEY": "k"})


@pytest.mark.parametrize("env", [{}, {"API_KEY": ""}, {"API_KEY": " \n"}, {"API_KEY": "", "API_KEY_FILE": ""}])
def test_no_key_at_all_is_refused_with_both_ways_to_give_one(env: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="set API_KEY, or API_KEY_FILE"):
        Settings.from_env(env)


def test_the_key_is_read_from_a_file_without_its_final_newline(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("from-file\n")
    assert Settings.from_env({"API_KEY_FILE": str(file)}).api_key == "from-file"


def test_the_key_itself_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("from-file")
    assert Settings.from_env({"API_KEY": "direct", "API_KEY_FILE": str(file)}).api_key == "direct"


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="absent.*No such file"):
        Settings.from_env({"API_KEY_FILE": str(tmp_path / "absent")})


def test_an_empty_key_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("\n")
    with pytest.raises(SettingsError, match="is empty"):
        Settings.from_env({"API_KEY_FILE": str(file)})


def test_a_binary_key_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8"):
        Settings.from_env({"API_KEY_FILE": str(file)})


def test_a_key_that_no_header_can_carry_is_refused_without_quoting_it() -> None:
    with pytest.raises(SettingsError, match="line breaks") as refused:
        Settings.from_env({"API_KEY": "first\nsecond"})
    assert "first" not in str(refused.value)


def test_an_unknown_log_level_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="DEBUG, INFO, WARNING, ERROR, CRITICAL, not 'LOUD'"):
        Settings.from_env({"API_KEY": "k", "LOG_LEVEL": "loud"})


def test_settings_print_neither_the_key_nor_the_tracking_uri() -> None:
    printed = repr(Settings(api_key="secret-key", tracking_uri="http://user:secret-password@mlflow"))
    assert "secret" not in printed
