"""python -m bench [NAME…]: every bench there is, or those named."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> None:
    there = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    for name in names or there:
        bench = import_module(f"bench.{name}")
        if hasattr(bench, "run"):
            bench.run()


main(sys.argv[1:])
