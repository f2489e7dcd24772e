"""Simple probability: draws from a bag and dice; answers are fractions in lowest terms."""
from ..core import Family, add, frac, mul, reduce_step, require, sub

family = Family("probability")
LOWEST = " Give the answer in lowest terms."
BAG = "A bag holds ${r}$ red, ${b}$ blue and ${g}$ green balls. "
TWO = "A bag holds ${r}$ red and ${b}$ blue balls. "
NOT_CERTAIN = "All numbers are whole."


@family.template(1, "One ball of two colours", TWO + "One ball is drawn. Find the probability that it is red." + LOWEST, NOT_CERTAIN, r=(1, 25), b=(1, 25))
def red(s, r, b):
    s.step("Count the balls", f"${add(r, b)}$, so the probability is ${frac(r, r + b)}$.")
    return reduce_step(s, r, r + b)


@family.template(2, "One ball of three colours", BAG + "One ball is drawn. Find the probability that it is not red." + LOWEST, NOT_CERTAIN,
                 r=(1, 15), b=(1, 15), g=(1, 15))
def not_red(s, r, b, g):
    s.step("Count the other balls", f"${add(b, g)}$.")
    s.step("Count all balls", f"${add(b + g, r)}$, so the probability is ${frac(b + g, b + g + r)}$.")
    return reduce_step(s, b + g, b + g + r)


@family.template(3, "Two balls, put back", TWO + "One ball is drawn and put back, and then another is drawn. Find the probability that both are red." + LOWEST,
                 NOT_CERTAIN, r=(1, 25), b=(1, 25))
def both_put_back(s, r, b):
    n = r + b
    require(n <= 32)
    s.step("Count the balls", f"${add(r, b)}$.")
    s.step("Multiply the numerators", f"${mul(r, r)}$.")
    s.step("Multiply the denominators", f"${mul(n, n)}$, so the probability is ${frac(r * r, n * n)}$.")
    return reduce_step(s, r * r, n * n)


@family.template(4, "Two balls, not put back", TWO + "Two balls are drawn without putting them back. Find the probability that both are red." + LOWEST,
                 NOT_CERTAIN, r=(2, 24), b=(2, 24))
def both_kept(s, r, b):
    n = r + b
    require(n <= 40)
    s.step("Count the balls", f"${add(r, b)}$.")
    s.step("Take one ball away", f"${sub(r, 1)}$ and ${sub(n, 1)}$.")
    s.step("Multiply the numerators", f"${mul(r, r - 1)}$.")
    s.step("Multiply the denominators", f"${mul(n, n - 1)}$, so the probability is ${frac(r * (r - 1), n * (n - 1))}$.")
    return reduce_step(s, r * (r - 1), n * (n - 1))


@family.template(5, "Two balls of different colours", BAG + "Two balls are drawn without putting them back. Find the probability that one is red and one is blue." + LOWEST,
                 NOT_CERTAIN, r=(1, 12), b=(1, 12), g=(1, 12))
def different(s, r, b, g):
    n = r + b + g
    require(n <= 30)
    s.step("Count the balls", f"${add(r, b)}$ and ${add(r + b, g)}$.")
    s.step("Count the ways for one order", f"${mul(r, b)}$.")
    s.step("Count both orders", f"${mul(2, r * b)}$.")
    s.step("Take one ball away", f"${sub(n, 1)}$.")
    s.step("Count all ways", f"${mul(n, n - 1)}$, so the probability is ${frac(2 * r * b, n * (n - 1))}$.")
    return reduce_step(s, 2 * r * b, n * (n - 1))
