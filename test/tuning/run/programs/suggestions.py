"""
Suggests values for trials, as a service of Katib does. Lines of JSON come in: the Experiment, then each time the trials
that have succeeded since and how many values are wanted. A line of JSON goes out for each: assignments, or an error.
"""

import json
import sys
import warnings

from optimizers import SERVICES, Trial


def main() -> None:
    warnings.simplefilter("ignore")
    experiment = json.loads(sys.stdin.readline())
    algorithm = experiment["spec"]["algorithm"]["algorithmName"]
    service = SERVICES[algorithm](experiment, algorithm)
    for line in sys.stdin:
        request = json.loads(line)
        service.tell([Trial(trial["name"], {a["name"]: a["value"] for a in trial["assignments"]}, float(trial["metric"])) for trial in request["trials"]])
        suggested = service.ask(request["count"])
        answer({"assignments": [[{"name": name, "value": str(value)} for name, value in values.items()] for values in suggested]})


def answer(reply: dict) -> None:
    print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        answer({"error": f"{type(error).__name__}: {error}"})
        raise
