"""The HTTP service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from app.loading import ModelLoader
from app.schemas import MAX_INSTANCES, Health, PredictRequest, PredictResponse
from app.security import KeyProtectedRoute, documented_header
from app.settings import Settings
from app.telemetry import Telemetry

REPORTED_ERRORS = 10
BODY_HINT = (
    'the body must be {"instances": [[sepal length, sepal width, petal length, petal width], ...]} '
    f"with 1 to {MAX_INSTANCES} instances of 4 finite numbers, sent as Content-Type: application/json"
)

protected = APIRouter(route_class=KeyProtectedRoute, dependencies=[Depends(documented_header)])
public = APIRouter()


@public.get("/live")
async def live() -> dict[str, str]:
    """Liveness: says nothing about the model, so waiting for one never restarts the pod."""
    return {"status": "alive"}


@public.get("/health", responses={503: {"model": Health}})
async def health(request: Request, response: Response) -> Health:
    """Readiness: 503 until a model is loaded."""
    settings: Settings = request.app.state.settings
    model = request.app.state.loader.model
    if model is None:
        response.status_code = 503
        return Health(status="loading", model_loaded=False, environment=settings.environment)
    return Health(
        status="ok",
        model_loaded=True,
        source=model.source,
        model_version=model.version,
        environment=settings.environment,
    )


# Not async: scikit-learn computes, so FastAPI runs this in a worker thread and
# the probes stay responsive.
@protected.post("/predict", responses={401: {}, 403: {}, 503: {}})
def predict(body: PredictRequest, request: Request) -> PredictResponse:
    model = request.app.state.loader.model
    if model is None:
        raise HTTPException(503, "the model is not loaded yet", headers={"Retry-After": "5"})
    probabilities = model.probabilities(body.instances)
    predictions = [model.classes[row.index(max(row))] for row in probabilities]
    telemetry: Telemetry = request.app.state.telemetry
    for species in predictions:
        telemetry.predictions.labels(species).inc()
    return PredictResponse(
        predictions=predictions,
        probabilities=probabilities,
        classes=list(model.classes),
        model_version=model.version,
    )


async def explain_invalid(request: Request, error: Exception) -> JSONResponse:
    """422 without FastAPI's echo of the input: NaN in it cannot be written as JSON, and it may be large."""
    assert isinstance(error, RequestValidationError)
    details = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in error.errors()[:REPORTED_ERRORS]]
    return JSONResponse({"message": BODY_HINT, "detail": details}, status_code=422)


def create_app(settings: Settings, loader: ModelLoader | None = None) -> FastAPI:
    loader = loader or ModelLoader(settings)
    telemetry = Telemetry()
    telemetry.model_loaded.set_function(lambda: float(loader.model is not None))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loader.start()
        yield
        loader.stop()

    app = FastAPI(title="Iris API", lifespan=lifespan)
    app.state.settings = settings
    app.state.loader = loader
    app.state.telemetry = telemetry
    app.add_exception_handler(RequestValidationError, explain_invalid)
    telemetry.install(app)
    app.include_router(public)
    app.include_router(protected)
    return app
