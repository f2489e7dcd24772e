"""Algebraic expressions: simplify, expand, evaluate; most answers are short expressions."""
from ..core import Family, add, coef, mul, require, signed, sub

family = Family("algebraic expressions")


def _linear(a: int, b: int) -> str:
    return coef(a, "x") + signed(b)


@family.template(1, "Simplify a x + b + c x − d", "Simplify ${a}x + {b} + {c}x - {d}$.", "b must be larger than d.",
                 a=(2, 12), b=(2, 20), c=(2, 12), d=(1, 15))
def collect(s, a, b, c, d):
    require(b > d)
    s.step("Collect the $x$ terms", f"${add(a, c)}$, so we get ${a + c}x$.")
    s.step("Collect the constants", f"${sub(b, d)}$.")
    s.step("Write the result", f"The expression is ${a + c}x + {b - d}$.")
    return f"{a + c}x + {b - d}"


@family.template(2, "Simplify a(x + b) + c x", "Simplify ${a}(x + {b}) + {c}x - {d}$.", "The product of a and b must be larger than d.",
                 a=(2, 9), b=(2, 9), c=(2, 9), d=(1, 9))
def expand_collect(s, a, b, c, d):
    require(a * b > d)
    s.step("Expand the bracket", f"${mul(a, b)}$, so we get ${a}x + {a * b}$.")
    s.step("Collect the $x$ terms", f"${add(a, c)}$, so we get ${a + c}x$.")
    s.step("Collect the constants", f"${sub(a * b, d)}$.")
    s.step("Write the result", f"The expression is ${a + c}x + {a * b - d}$.")
    return f"{a + c}x + {a * b - d}"


@family.template(3, "Expand (x + a)(x − b)", "Expand $(x + {a})(x - {b})$.", "a and b must differ.", a=(2, 30), b=(2, 30))
def binomials(s, a, b):
    require(abs(a - b) > 1)
    s.step("Find the $x$ term", f"${sub(a, b)}$.")
    s.step("Find the constant", f"${mul(a, b)}$, with a minus sign.")
    s.step("Write the result", f"The expression is $x^2{signed(a - b)}x - {a * b}$.")
    return f"x^2{signed(a - b)}x - {a * b}"


@family.template(3, "Evaluate a x² + b x − c", "If $x = {x}$, find the value of ${a}x^2 + {b}x - {c}$.", "",
                 x=(2, 9), a=(2, 6), b=(2, 9), c=(1, 30))
def evaluate(s, x, a, b, c):
    square = x * x
    s.step("Square", f"${mul(x, x)}$.")
    s.step("Scale the square", f"${mul(a, square)}$.")
    s.step("Find the $x$ term", f"${mul(b, x)}$.")
    s.step("Add", f"${add(a * square, b * x)}$.")
    s.step("Subtract", f"${sub(a * square + b * x, c)}$.")
    return a * square + b * x - c


@family.template(4, "Expand (a x + b)(c x + d)", "Expand $({a}x + {b})({c}x + {d})$.", "", a=(2, 9), b=(2, 9), c=(2, 9), d=(2, 9))
def general_binomials(s, a, b, c, d):
    middle = a * d + b * c
    s.step("Multiply the first terms", f"${mul(a, c)}$.")
    s.step("Multiply the outer terms", f"${mul(a, d)}$.")
    s.step("Multiply the inner terms", f"${mul(b, c)}$.")
    s.step("Add the middle terms", f"${add(a * d, b * c)}$.")
    s.step("Multiply the last terms", f"${mul(b, d)}$.")
    return f"{a * c}x^2 + {middle}x + {b * d}"


@family.template(5, "Simplify a(b x + c) − d(e x − f)", "Simplify ${a}({b}x + {c}) - {d}({e}x - {f})$.",
                 "The product of a and b must differ from that of d and e by 2 or more.",
                 a=(3, 12), b=(2, 9), c=(2, 12), d=(2, 9), e=(2, 9), f=(2, 12))
def difference_of_brackets(s, a, b, c, d, e, f):
    require(abs(a * b - d * e) > 1)
    s.step("Expand the first bracket", f"${mul(a, b)}$ and ${mul(a, c)}$, so we get ${a * b}x + {a * c}$.")
    s.step("Expand the second bracket", f"${mul(d, e)}$ and ${mul(d, f)}$, so we get ${d * e}x - {d * f}$.")
    s.step("Collect the $x$ terms", f"${sub(a * b, d * e)}$.")
    s.step("Collect the constants", f"${add(a * c, d * f)}$.")
    result = _linear(a * b - d * e, a * c + d * f)
    s.step("Write the result", f"The expression is ${result}$.")
    return result


@family.template(5, "Evaluate (a x + b)(c x − d)", "If $x = {x}$, find the value of $({a}x + {b})({c}x - {d}) + {e}x$.", "",
                 x=(2, 9), a=(2, 6), b=(2, 15), c=(2, 6), d=(2, 30), e=(2, 9))
def evaluate_product(s, x, a, b, c, d, e):
    first, second = a * x + b, c * x - d
    require(1 < second < 40)
    s.step("Find the first $x$ term", f"${mul(a, x)}$.")
    s.step("Find the first bracket", f"${add(a * x, b)}$.")
    s.step("Find the second $x$ term", f"${mul(c, x)}$.")
    s.step("Find the second bracket", f"${sub(c * x, d)}$.")
    s.step("Multiply", f"${mul(first, second)}$.")
    s.step("Find the last term", f"${mul(e, x)}$.")
    s.step("Add", f"${add(first * second, e * x)}$.")
    return first * second + e * x
