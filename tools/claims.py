"""The rule that docs/claims.md names tests that exist, and that every promise on the page has a row with such a test (SUP-5)."""

import re
from fnmatch import fnmatchcase

PAGE = "docs/claims.md"
TRUTHS = "web/src/text/en/truths.ts"
LAYERS = "web/src/text/en/layers.ts"

ID = r"\b[A-Z0-9]{3}-\d+\b"


def rows(page):
    """(ids, tests) for each promise: a line of four columns."""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) >= 4 and cells[0] != "id":
            yield cells[0], cells[2]


def sentences(page):
    """(name of a sentence of the page's, what stands behind it)."""
    return dict(re.findall(r"^\| `([\w.]+)` \| ([^|]+) \|$", page, flags=re.M))


def said(truths, layers):
    """Names of the sentences that promise something: all truths, and from whom each layer protects."""
    yield from ("truths." + key for key in re.findall(r"^  (\w+):", truths, flags=re.M))
    yield from ("layers." + key for key in re.findall(r"^  (\w+): \{(?:\n    .*)*?\n    safe:", layers, flags=re.M))


def gtests(sources):
    """Suite.Test for each GoogleTest in these sources."""
    tests = re.findall(r"^(?:TYPED_)?TEST(?:_F|_P)?\((\w+),\s*(\w+)\)", "\n".join(sources), flags=re.M)
    return {f"{suite}.{test}" for suite, test in tests}


def is_gtest(name, known):
    """A suite, a test, or both with a dot between; * for any letters."""
    patterns = (name, name + ".*", "*." + name)
    return any(fnmatchcase(test, pattern) for pattern in patterns for test in known)


def named_tests(cell):
    """(suite, name) for each name in backticks, by the suite that stands before it."""
    suite = ""
    for word in re.findall(r"`[^`]+`|\b(?:unit|hostile|sim|web|tidy|browser|kept)\b", cell):
        if word[0] == "`":
            yield suite, word.strip("`")
        else:
            suite = word


def complaints(page, truths, layers, exists):
    """`exists(suite, name)` knows the tests."""
    tested = set()
    for ids, cell in rows(page):
        tests = list(named_tests(cell))
        if not tests:
            yield f"{PAGE}: {ids}: no test"
        for suite, name in tests:
            if not exists(suite, name):
                yield f"{PAGE}: {ids}: there is no {suite} test {name}"
        tested.update(re.findall(ID, ids))
    behind = sentences(page)
    for name in said(truths, layers):
        promise = behind.pop(name, None)
        if promise is None:
            yield f"{PAGE}: no row for the sentence {name}"
        elif not promise.startswith("not said"):
            wanted = re.findall(ID, promise)
            if not wanted:
                yield f"{PAGE}: no promise stands behind {name}"
            yield from (f"{PAGE}: {name}: {one} has no test" for one in wanted if one not in tested)
    yield from (f"{PAGE}: there is no sentence {name}" for name in behind)
