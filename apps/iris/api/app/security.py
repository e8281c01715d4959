"""The API key."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from fastapi.security import APIKeyHeader

HEADER = "X-API-Key"

# Documents the header in /docs; KeyProtectedRoute is what enforces it.
documented_header = APIKeyHeader(name=HEADER, auto_error=False)


def check_key(given: str | None, expected: str) -> None:
    if not given:
        raise HTTPException(401, f"missing header {HEADER}", headers={"WWW-Authenticate": "ApiKey"})
    # Header bytes arrive decoded as latin-1; compared as bytes in constant time.
    if not hmac.compare_digest(given.encode("latin-1"), expected.encode("utf-8")):
        raise HTTPException(403, "wrong API key")


class KeyProtectedRoute(APIRoute):
    """Checks the key before the body is read.

    A dependency would come too late: FastAPI parses the body first, so
    strangers could make the service work and would get 422 instead of 401.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            check_key(request.headers.get(HEADER), request.app.state.settings.api_key)
            return await handle(request)

        return checked
