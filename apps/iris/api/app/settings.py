"""Everything the service reads from its environment, checked once at start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class SettingsError(Exception):
    """The environment does not describe a service that can run."""


@dataclass(frozen=True)
class Settings:
    # Left out of repr(): settings end up in tracebacks and debug output.
    api_key: str = field(repr=False)
    environment: str = "development"
    model_dir: Path = Path("/models")
    log_level: str = "INFO"
    # May carry user:password@, so left out of repr() as well.
    tracking_uri: str = field(default="", repr=False)
    # A model by its place, e.g. gs://bucket/path, instead of by registry and alias.
    model_uri: str = ""
    model_name: str = "iris"
    model_alias: str = "production"

    @property
    def model_file(self) -> Path:
        return self.model_dir / "iris.joblib"

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        def text(name: str, default: str) -> str:
            # An empty variable is how a manifest says "unset".
            return env.get(name, "").strip() or default

        log_level = text("LOG_LEVEL", cls.log_level).upper()
        if log_level not in LOG_LEVELS:
            raise SettingsError(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}, not {log_level!r}")
        return cls(
            api_key=_api_key(env),
            environment=text("ENVIRONMENT", cls.environment),
            model_dir=Path(text("MODEL_DIR", str(cls.model_dir))),
            log_level=log_level,
            tracking_uri=text("MLFLOW_TRACKING_URI", ""),
            model_uri=text("MODEL_URI", cls.model_uri),
            model_name=text("MODEL_NAME", cls.model_name),
            model_alias=text("MODEL_ALIAS", cls.model_alias),
        )


def _api_key(env: Mapping[str, str]) -> str:
    # Stripped because Secrets made from files often end in a newline, and HTTP
    # strips header values: a key with blanks around it could never match.
    key = env.get("API_KEY", "").strip()
    origin = "API_KEY"
    path = env.get("API_KEY_FILE", "").strip()
    if not key and path:
        origin = f"the file named by API_KEY_FILE ({path})"
        try:
            key = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise SettingsError(f"cannot read {origin}: {reason}") from None
        if not key:
            raise SettingsError(f"{origin} is empty")
    if not key:
        raise SettingsError("no API key: set API_KEY, or API_KEY_FILE to the path of a file that holds it")
    if not key.isprintable():
        raise SettingsError(f"{origin} holds line breaks or control characters, which no HTTP header can carry")
    return key
