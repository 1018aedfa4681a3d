"""All the tidy rules over the tree as it is now."""

from tests.tidy import imports, manners, plain_language, settings, shape, sql, translations
from tests.tidy.sources import Problem, read_sources


def list_problems() -> list[Problem]:
    """Every broken rule, in the order of the files."""
    sources = read_sources()
    problems = [
        *imports.check(sources),
        *shape.check(sources),
        *sql.check(sources),
        *manners.check(sources),
        *settings.check(),
        *translations.check(sources),
        *plain_language.check(sources),
    ]
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.text))
