"""Run the benchmarks: every ``bench_*.py`` beside this file, or those whose names are given (``send``)."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the benchmarks called ``names``, all without any; return how many names there are none of."""
    found = {file.stem.removeprefix("bench_"): file.stem for file in sorted(HERE.glob("bench_*.py"))}
    unknown = [name for name in names if name not in found]
    for name in unknown:
        print(f"there is no benchmark {name}; there is {', '.join(found)}", file=sys.stderr)
    for name in [] if unknown else names or found:
        importlib.import_module(f"tests.benchmarks.{found[name]}").main()
    return len(unknown)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))  # for tests.support
    sys.exit(main(sys.argv[1:]))
