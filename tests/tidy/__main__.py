"""`python -m tests.tidy`: every tidy rule over the whole tree; exit 1 and one line a problem if any is broken."""

import sys

from tests.tidy.tree import list_problems

if __name__ == "__main__":
    problems = list_problems()
    for problem in problems:
        print(problem)
    print(
        f"tidy: {len(problems)} problems"
        if problems
        else "tidy: imports, sizes, SQL, settings, sentences are fine"
    )
    sys.exit(bool(problems))
