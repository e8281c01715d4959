"""What collector.go does, where there is no Go: Python reads most expressions as Go does."""

import json
import re
import sys


def main(form: str, path: str, names: list[str], filters: list[str]) -> None:
    found = []
    with open(path) as file:
        lines = file.read().split("\n")
    for line in lines:
        if form == "JSON":
            metrics = json.loads(line) if line else {}
            found += [[name, metrics[name]] for name in names if isinstance(metrics.get(name), str)]
        elif any(name in line for name in names):
            for expression in filters:
                found += [[match[1].strip(), match[2].strip()] for match in re.finditer(expression, line, re.ASCII) if match[1].strip() in names]
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4]))
