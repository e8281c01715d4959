"""Bodies of requests and responses."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from app.model import Source

MAX_INSTANCES = 1000
FLOAT32_MAX = 3.4028234663852886e38

# Strict: "5.1" and true are mistakes of the caller, not numbers. Bounded:
# scikit-learn's trees compute in 32 bits, where larger numbers are infinite.
Measurement = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-FLOAT32_MAX, le=FLOAT32_MAX)]
Instance = Annotated[list[Measurement], Field(min_length=4, max_length=4)]


class PredictRequest(BaseModel):
    instances: Annotated[list[Instance], Field(min_length=1, max_length=MAX_INSTANCES)]

    model_config = {"json_schema_extra": {"examples": [{"instances": [[5.1, 3.5, 1.4, 0.2]]}]}}


class PredictResponse(BaseModel):
    predictions: list[str]
    probabilities: list[list[float]]
    classes: list[str]
    model_version: str


class Health(BaseModel):
    status: str
    model_loaded: bool
    source: Source | None = None
    model_version: str | None = None
    environment: str
