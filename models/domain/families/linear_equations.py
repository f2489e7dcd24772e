"""Linear equations in one unknown with an integer solution."""
from ..core import Family, add, div, mul, require, signed, sub

family = Family("linear equations")
NOTE = "The solution must be a whole number."


@family.template(1, "a x + b = c", "Solve for $x$: ${a}x + {b} = {c}$.", NOTE, a=(2, 9), b=(1, 20), x=(2, 9))
def plus(s, a, b, x):
    c = a * x + b
    s.show(c=c)
    s.step("Move the constant", f"${sub(c, b)}$, so ${a}x = {c - b}$.")
    s.step("Divide", f"${div(c - b, a)}$, so $x = {x}$.")
    s.step("Check", f"${mul(a, x)}$ and ${add(a * x, b)}$.")
    return x


@family.template(1, "a x − b = c", "Solve for $x$: ${a}x - {b} = {c}$.", NOTE, a=(2, 9), b=(1, 20), x=(2, 9))
def minus(s, a, b, x):
    c = a * x - b
    require(c > 0)
    s.show(c=c)
    s.step("Move the constant", f"${add(c, b)}$, so ${a}x = {c + b}$.")
    s.step("Divide", f"${div(c + b, a)}$, so $x = {x}$.")
    s.step("Check", f"${mul(a, x)}$ and ${sub(a * x, b)}$.")
    return x


@family.template(2, "a x + b = c x + d", "Solve for $x$: ${a}x + {b} = {c}x + {d}$.", NOTE + " a is larger than c by 2 or more.",
                 k=(2, 6), c=(2, 6), b=(1, 20), x=(2, 9))
def both_sides(s, k, c, b, x):
    a, d = c + k, k * x + b
    s.show(a=a, d=d)
    s.step("Collect the $x$ terms", f"${sub(a, c)}$, so ${k}x + {b} = {d}$.")
    s.step("Move the constant", f"${sub(d, b)}$, so ${k}x = {d - b}$.")
    s.step("Divide", f"${div(d - b, k)}$, so $x = {x}$.")
    return x


@family.template(3, "a(x + b) + c = d", "Solve for $x$: ${a}(x + {b}) + {c} = {d}$.", NOTE,
                 a=(2, 9), b=(2, 9), c=(1, 30), x=(2, 12))
def bracket(s, a, b, c, x):
    d = a * (x + b) + c
    s.show(d=d)
    s.step("Expand the bracket", f"${mul(a, b)}$, so ${a}x + {a * b} + {c} = {d}$.")
    s.step("Add the constants", f"${add(a * b, c)}$, so ${a}x + {a * b + c} = {d}$.")
    s.step("Move the constant", f"${sub(d, a * b + c)}$, so ${a}x = {a * x}$.")
    s.step("Divide", f"${div(a * x, a)}$, so $x = {x}$.")
    return x


def _bracket_both_sides(sign):
    def solve(s, k, c, b, x):
        require(x not in (0, 1))
        a = c + k
        d = a * (x + b) - c * x
        require(d * sign > 0)
        s.show(a=a, d=abs(d))
        s.step("Expand the bracket", f"${mul(a, b)}$, so ${a}x + {a * b} = {c}x{signed(d)}$.")
        s.step("Collect the $x$ terms", f"${sub(a, c)}$, so ${k}x + {a * b} = {d}$.")
        s.step("Move the constant", f"${sub(d, a * b)}$, so ${k}x = {d - a * b}$.")
        s.step("Divide", f"${div(d - a * b, k)}$, so $x = {x}$.")
        s.step("Check", f"${mul(a, x + b)}$, ${mul(c, x)}$ and ${add(c * x, d)}$.")
        return x
    return solve


for _sign, _write in ((1, "+"), (-1, "-")):
    family.template(4, f"a(x + b) = c x {_write} d", f"Solve for $x$: ${{a}}(x + {{b}}) = {{c}}x {_write} {{d}}$.",
                    NOTE + " a is larger than c by 2 or more.",
                    k=(2, 7), c=(2, 5), b=(2, 9), x=(-15, 12))(_bracket_both_sides(_sign))


@family.template(5, "a(x + b) + c(x − d) = e", "Solve for $x$: ${a}(x + {b}) + {c}(x - {d}) = {e}$.", NOTE,
                 a=(2, 9), b=(2, 9), c=(2, 9), d=(2, 9), x=(-12, 15))
def two_brackets(s, a, b, c, d, x):
    require(x not in (0, 1))
    constant = a * b - c * d
    e = a * (x + b) + c * (x - d)
    require(constant != 0)
    s.show(e=e)
    s.step("Expand the first bracket", f"${mul(a, b)}$, so we get ${a}x + {a * b}$.")
    s.step("Expand the second bracket", f"${mul(c, d)}$, so we get ${c}x - {c * d}$.")
    s.step("Collect the $x$ terms", f"${add(a, c)}$, so we get ${a + c}x$.")
    s.step("Collect the constants", f"${sub(a * b, c * d)}$, so ${a + c}x{signed(constant)} = {e}$.")
    s.step("Move the constant", f"${sub(e, constant)}$, so ${a + c}x = {e - constant}$.")
    s.step("Divide", f"${div(e - constant, a + c)}$, so $x = {x}$.")
    return x


@family.template(5, "(a x + b) / c = d − x", "Solve for $x$: $({a}x + {b}) / {c} = {d} - x$.", NOTE,
                 a=(2, 9), b=(1, 30), c=(2, 9), x=(2, 15))
def quotient(s, a, b, c, x):
    require((a * x + b) % c == 0)
    d = (a * x + b) // c + x
    s.show(d=d)
    s.step("Multiply by the denominator", f"${mul(c, d)}$, so ${a}x + {b} = {c * d} - {c}x$.")
    s.step("Collect the $x$ terms", f"${add(a, c)}$, so ${a + c}x + {b} = {c * d}$.")
    s.step("Move the constant", f"${sub(c * d, b)}$, so ${a + c}x = {c * d - b}$.")
    s.step("Divide", f"${div(c * d - b, a + c)}$, so $x = {x}$.")
    s.step("Check", f"${mul(a, x)}$, ${add(a * x, b)}$ and ${div(a * x + b, c)}$.")
    return x
