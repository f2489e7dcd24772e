"""Systems of two linear equations; the answer is a number or an ordered pair."""
from ..core import Family, add, div, mul, require, signed, sub

family = Family("systems of equations")
NOTE = "The solutions must be whole numbers."


@family.template(1, "Sum and difference: the larger", "The sum of two numbers is ${s}$ and their difference is ${d}$. Find the larger number.",
                 "Sum and difference must both be even or both be odd.", x=(6, 40), y=(1, 30))
def larger(sol, x, y):
    require(x > y)
    sol.show(s=x + y, d=x - y)
    sol.step("Add the equations", f"${add(x + y, x - y)}$, so twice the larger number is ${2 * x}$.")
    sol.step("Divide", f"${div(2 * x, 2)}$.")
    sol.step("Check", f"${sub(x + y, x)}$ and ${sub(x, y)}$.")
    return x


@family.template(2, "Sum and difference: the product", "The sum of two numbers is ${s}$ and their difference is ${d}$. Find their product.",
                 "Sum and difference must both be even or both be odd.", x=(5, 40), y=(2, 30))
def product(sol, x, y):
    require(x > y)
    sol.show(s=x + y, d=x - y)
    sol.step("Add the equations", f"${add(x + y, x - y)}$, so twice the larger number is ${2 * x}$.")
    sol.step("Divide", f"${div(2 * x, 2)}$.")
    sol.step("Find the other number", f"${sub(x + y, x)}$.")
    sol.step("Multiply", f"${mul(x, y)}$.")
    return x * y


@family.template(3, "x + y = s, a x + b y = t", "Solve the system $x + y = {s}$ and ${a}x + {b}y = {t}$. Find $x$.",
                 NOTE + " a is larger than b by 2 or more.", k=(2, 5), b=(2, 6), x=(1, 12), y=(1, 12))
def substitution(sol, k, b, x, y):
    a = b + k
    total, t = x + y, a * x + b * y
    sol.show(s=total, a=a, t=t)
    sol.step("Multiply the first equation", f"${mul(b, total)}$, so ${b}x + {b}y = {b * total}$.")
    sol.step("Subtract the equations", f"${sub(a, b)}$ and ${sub(t, b * total)}$, so ${k}x = {k * x}$.")
    sol.step("Divide", f"${div(k * x, k)}$, so $x = {x}$.")
    sol.step("Check", f"${sub(total, x)}$, ${mul(a, x)}$ and ${mul(b, y)}$.")
    return x


def _elimination(sol, a, c, x, y, b, pair):
    sign = 1 if b > 0 else -1
    e, f = a * x + b * y, c * x - b * y
    require(e > 0 and f > 0)
    sol.show(e=e, f=f, b=abs(b))
    sol.step("Add the equations", f"${add(a, c)}$ and ${add(e, f)}$, so ${a + c}x = {e + f}$.")
    sol.step("Divide", f"${div(e + f, a + c)}$, so $x = {x}$.")
    sol.step("Put $x$ into the first equation", f"${mul(a, x)}$, so ${a * x}{signed(b)[:3]}{abs(b)}y = {e}$.")
    sol.step("Move the constant", f"${sub(e, a * x)}$, so ${b}y = {e - a * x}$.")
    sol.step("Divide", f"${div(e - a * x, b)}$, so $y = {y}$.")
    assert sign
    if pair:
        return f"({x}, {y})"
    sol.step("Add", f"${add(x, y)}$.")
    return x + y


@family.template(4, "a x + b y = e, c x − b y = f: the pair",
                 "Solve the system ${a}x + {b}y = {e}$ and ${c}x - {b}y = {f}$. Give the answer as an ordered pair $(x, y)$.",
                 NOTE, a=(2, 7), c=(2, 7), x=(2, 9), y=(1, 9), b=(2, 7))
def pair(sol, a, c, x, y, b):
    return _elimination(sol, a, c, x, y, b, pair=True)


@family.template(4, "a x + b y = e, c x − b y = f: the sum", "If ${a}x + {b}y = {e}$ and ${c}x - {b}y = {f}$, find $x + y$.",
                 NOTE, a=(2, 7), c=(2, 7), x=(2, 9), y=(1, 9), b=(2, 7))
def pair_sum(sol, a, c, x, y, b):
    return _elimination(sol, a, c, x, y, b, pair=False)


@family.template(5, "a x + b y = e, c x + d y = f", "Solve the system ${a}x + {b}y = {e}$ and ${c}x + {d}y = {f}$. Give the answer as an ordered pair $(x, y)$.",
                 NOTE + " The product of a and d must be larger than the product of c and b by 2 or more.",
                 a=(2, 9), b=(2, 9), c=(2, 9), d=(2, 9), x=(1, 12), y=(-6, 9))
def full(sol, a, b, c, d, x, y):
    k = a * d - c * b
    require(k > 1 and y != 0)
    e, f = a * x + b * y, c * x + d * y
    require(e > 0 and f > 0)
    sol.show(e=e, f=f)
    sol.step("Multiply the first equation", f"${mul(d, a)}$, ${mul(d, b)}$ and ${mul(d, e)}$.")
    sol.step("Multiply the second equation", f"${mul(b, c)}$, ${mul(b, d)}$ and ${mul(b, f)}$.")
    sol.step("Subtract the equations", f"${sub(d * a, b * c)}$ and ${sub(d * e, b * f)}$, so ${k}x = {k * x}$.")
    sol.step("Divide", f"${div(k * x, k)}$, so $x = {x}$.")
    sol.step("Put $x$ into the first equation", f"${mul(a, x)}$, so ${a * x} + {b}y = {e}$.")
    sol.step("Move the constant", f"${sub(e, a * x)}$, so ${b}y = {b * y}$.")
    sol.step("Divide", f"${div(b * y, b)}$, so $y = {y}$.")
    return f"({x}, {y})"
