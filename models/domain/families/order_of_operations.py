"""Order of operations: parentheses, then products, then sums from left to right; one operation a step."""
import re

from ..core import Family, operand, require

family = Family("order of operations")

_OPS = {"+": " + ", "-": " - ", "*": " \\times "}
_TITLES = {"+": "Add", "-": "Subtract", "*": "Multiply"}

# pattern: one letter a number; level -> (patterns, largest factor, largest term, least value on the way)
_LEVELS = {
    1: (["a+b*c-d", "a*b+c-d", "a-b+c*d", "a*b-c+d"], 6, 12, 0),
    2: (["a*b+c*d", "a+b*c-d", "a*b-c*d", "a-b*c+d"], 9, 25, 0),
    3: (["(a+b)*c-d+e", "a+b*(c-d)-e", "a*b-(c+d)+e", "a*b+c*d-e"], 9, 30, 0),
    4: (["a*(b+c)-d*e", "(a-b)*c+d*e", "a-b*c+d*e", "(a+b)*(c-d)+e"], 9, 50, -60),
    5: (["a*b-(c+d)*e+f", "(a+b)*c-d*e-f", "a-b*(c+d)+e*f", "(a-b)*(c+d)-e*f"], 12, 60, -90),
}


def _write(tokens: list) -> str:
    return "".join(_OPS.get(t, str(t)) for t in tokens)


def _show(tokens: list) -> str:
    """Like _write, with a negative number that follows an operation in parentheses."""
    return "".join(_OPS.get(t, t) if isinstance(t, str) else (operand(t) if i and tokens[i - 1] != "(" else str(t))
                   for i, t in enumerate(tokens))


def _solver(pattern: str, least: int):
    def solve(s, **values):
        tokens = [values.get(t, t) for t in pattern]
        while len(tokens) > 1:
            if "(" in tokens:
                at = tokens.index("(") + 2
                title, cut = "Work inside the parentheses", slice(at - 2, at + 3)
            else:
                at = tokens.index("*") if "*" in tokens else 1
                title, cut = _TITLES[tokens[at]], slice(at - 1, at + 2)
            a, op, b = tokens[at - 1:at + 2]
            value = a + b if op == "+" else a - b if op == "-" else a * b
            require((1 if "(" in title or title.startswith("Work") else least) <= value <= 600)
            tokens[cut] = [value]
            rest = f", which leaves ${_show(tokens)}$." if len(tokens) > 1 else "."
            s.step(title, f"${_show([a, op, b])} = {value}${rest}")
        return tokens[0]
    return solve


def _register(level: int, pattern: str) -> None:
    _, factor, term, least = _LEVELS[level]
    letters = [c for c in pattern if c.isalpha()]
    products = set("".join(re.findall(r"\([a-f][-+][a-f]\)(?=\*)|(?<=\*)\([a-f][-+][a-f]\)|[a-f](?=\*)|(?<=\*)[a-f]", pattern)))
    draws = {c: (2, factor if c in products else term) for c in letters}
    text = "".join(f"{{{c}}}" if c.isalpha() else _OPS.get(c, c) for c in pattern)
    note = "" if least < 0 and "(" not in pattern else "No value on the way may fall below " + str(least) + (
        "; a bracket must come to at least 1." if "(" in pattern else ".")
    family.template(level, "Evaluate " + pattern.replace("*", "×").replace("+", " + ").replace("-", " − "),
                    f"Evaluate ${text}$.", note, **draws)(_solver(pattern, least))


for _level, (_patterns, *_rest) in _LEVELS.items():
    for _pattern in _patterns:
        _register(_level, _pattern)
