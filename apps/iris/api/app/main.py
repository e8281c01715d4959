"""What uvicorn runs: `uvicorn app.main:app`."""

from __future__ import annotations

import logging
import sys

from app.service import create_app
from app.settings import Settings, SettingsError


def configure_logging(level: str) -> None:
    # Other libraries stay at INFO: some of them print request headers at DEBUG.
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # The loader reports each failed attempt itself.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    for name in ("app", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(level)


try:
    settings = Settings.from_env()
except SettingsError as error:
    # Instead of a traceback: the last line of the pod's log is the reason.
    raise SystemExit(f"iris-api cannot start: {error}") from None

configure_logging(settings.log_level)
logging.getLogger("app").info("starting with %s", settings)
app = create_app(settings)
