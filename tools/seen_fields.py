"""The rule that docs/server_sees.md has a row for each data member of what may live in a meeting's memory, and no other.

The parser knows as much of C++ as the headers of this house need: scopes, members and functions, told apart by braces,
semicolons and parentheses.
"""

import re

ROOMS = ["server", "sfu", "transport"]
PAGE = "docs/server_sees.md"
NAMES = "src/signal/seen.cc"
WEB_NAMES = "web/src/signal/messages.ts"


def members(source):
    """(class, member) for each data member that a header declares."""
    code = re.sub(r'//[^\n]*|"(?:\\.|[^"\\])*"|^\s*#[^\n]*', "", source, flags=re.M)
    scopes, statement = [], ""  # a class by its name, a namespace by "", anything else by None
    for part in re.findall(r"[{};]|[^{};]+", code):
        is_inside = bool(scopes) and scopes[-1] is None
        if part == "{":
            scopes.append(None if is_inside else scope_of(statement))
            if scopes[-1] is not None:
                statement = ""
        elif part == "}":
            closed = scopes.pop()
            is_value = closed is None and "(" not in statement and "enum" not in statement
            if not (scopes and scopes[-1] is None):
                statement = statement + "{}" if is_value else ""
        elif is_inside:
            continue
        elif part == ";":
            name = member_of(statement) if scopes and scopes[-1] else None
            if name:
                yield "::".join(filter(None, scopes)), name
            statement = ""
        else:
            statement += part


def scope_of(statement):
    if "namespace" in statement:
        return ""
    opened = re.search(r"\b(?:struct|class|union)\s+([\w:]+)[^()=]*$", statement)
    return opened[1] if opened and "enum" not in statement else None


def member_of(statement):
    statement = re.sub(r"\b(?:public|private|protected)\s*:(?!:)", "", statement).strip()
    if re.match(r"(?:using|static|friend|typedef|template|struct|class|enum|explicit|virtual)\b", statement):
        return None
    declared = re.sub(r"\[\w*\]$", "", re.split(r"=|\{\}", statement)[0].strip())
    name = re.search(r"[\s&*>](\w+)$", declared)
    return name[1] if name and "(" not in declared and name[1] != "operator" else None


def rows(page):
    """(class, member) -> (names it is told as, reason) for each row of the page's tables of fields."""
    found = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 4 or "::" not in cells[0]:
            continue
        for member in re.findall(r"`(\w+)`", cells[1]):
            key = cells[0].strip("`"), member
            if key in found:
                yield f"{PAGE}: two rows for {'::'.join(key)}", None
            found[key] = re.findall(r"`([\w.]+)`", cells[2]), cells[3]
    yield None, found


def names_of_server(source):
    return {f"{group.lower()}.{name}" for group, name in re.findall(r'\{SeenGroup::k(\w+), "(\w+)"\}', source)}


def names_of_web(source):
    listed = re.search(r"seenNames = \{(.*?)\} as const", source, re.S)
    groups = re.findall(r"(\w+): \[(.*?)\]", listed[1], re.S) if listed else []
    return {f"{group}.{name}" for group, names in groups for name in re.findall(r"'(\w+)'", names)}


def complaints(declared, page, server, web):
    """What is wrong between the members, the page and the two lists of names."""
    table = {}
    for complaint, found in rows(page):
        if complaint:
            yield complaint
        else:
            table = found
    for key in sorted(declared - table.keys()):
        yield f"{'::'.join(key)} has no row in {PAGE}: is it told, and as what, or why does it tell nothing?"
    for key in sorted(table.keys() - declared):
        yield f"{PAGE}: {'::'.join(key)} is not there"
    for key, (told, reason) in sorted(table.items()):
        if not told and not reason:
            yield f"{PAGE}: {'::'.join(key)} is not told, without a reason"
        for name in told:
            if name not in server:
                yield f"{PAGE}: {'::'.join(key)} is told as {name}, which nobody says"
    for name in sorted(server - {name for told, _ in table.values() for name in told}):
        yield f"{NAMES}: no field of {PAGE} is told as {name}"
    for name in sorted(server):
        if f"`{name}`" not in page.split("## Every field")[0]:
            yield f"{PAGE}: {name} is not explained"
    for name in sorted(server ^ web):
        yield f"{WEB_NAMES}: {name} is in one list of names and not in the other"


def declared_in(headers):
    """All members of these headers: {name of the file: its text}."""
    return {(f"{name.split('/')[1]}::{owner}", member)
            for name, source in headers.items() for owner, member in members(source)}


def unseen_plants(headers):
    """The control: a field planted behind any member of any class has to be noticed, or the parser is blind there."""
    for name, source in headers.items():
        before = len(list(members(source)))
        for owner, member in list(members(source)):
            planted = re.sub(rf"(\b{member}\b[^;()\n]*;)", r"\1 int planted_;", source)
            found = [owner_of for owner_of, field in members(planted) if field == "planted_"]
            if owner not in found or len(list(members(planted))) - len(found) != before:
                yield f"{name}: a field planted behind {owner}::{member} is not noticed"
