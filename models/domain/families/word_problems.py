"""Word problems about boxes, gifts, shopping and sharing."""
from ..core import NAMES, THINGS, Family, add, div, mul, require, sub

family = Family("word problems")


def _boxes(s, a: int, b: int, c: int, d: int) -> int:
    s.step("Count the boxes", f"${mul(a, b)}$.")
    s.step("Add the new ones", f"${add(a * b, c)}$.")
    require(a * b + c > d)
    s.step("Take away the gift", f"${sub(a * b + c, d)}$.")
    return a * b + c - d


@family.template(1, "Boxes", "{name} has ${a}$ boxes of ${b}$ {thing}. {name} buys ${c}$ more and gives ${d}$ to a friend. How many {thing} are left?",
                 "No more can be given away than there are.", a=(2, 9), b=(2, 9), c=(2, 20), d=(2, 20), name=NAMES, thing=THINGS)
def boxes(s, a, b, c, d, name, thing):
    return _boxes(s, a, b, c, d)


@family.template(2, "Boxes, then several times as many", "{name} has ${a}$ boxes of ${b}$ {thing}. {name} buys ${c}$ more and gives ${d}$ to a friend. The friend now has ${t}$ times as many as {name}. How many {thing} does the friend have?",
                 "No more can be given away than there are.", a=(2, 9), b=(2, 9), c=(2, 30), d=(2, 30), t=(2, 5), name=NAMES, thing=THINGS)
def friend(s, a, b, c, d, t, name, thing):
    left = _boxes(s, a, b, c, d)
    s.step("Scale the amount", f"${mul(t, left)}$.")
    return t * left


def _order(s, a: int, b: int, c: int, d: int) -> int:
    s.step("Cost of the first kind", f"${mul(a, b)}$.")
    s.step("Cost of the second kind", f"${mul(c, d)}$.")
    s.step("Add the costs", f"${add(a * b, c * d)}$.")
    return a * b + c * d


@family.template(3, "Change", "{name} buys ${a}$ {thing} at ${b}$ dollars each and ${c}$ toys at ${d}$ dollars each. {name} pays with ${pay}$ dollars. How much change is given?",
                 "The payment must exceed the cost.", a=(2, 9), b=(3, 15), c=(2, 9), d=(3, 15), k=(2, 60), name=NAMES, thing=THINGS)
def change(s, a, b, c, d, k, name, thing):
    pay = a * b + c * d + k
    s.show(pay=pay)
    cost = _order(s, a, b, c, d)
    s.step("Subtract from the payment", f"${sub(pay, cost)}$.")
    return pay - cost


@family.template(3, "Sharing", "{name} collects ${a}$ {thing} a day for ${b}$ days, loses ${c}$ of them, and shares the rest equally among ${m}$ friends. How many {thing} does each friend get?",
                 "The rest must be divisible by the number of friends.", a=(4, 25), b=(3, 12), c=(2, 30), m=(2, 9), name=NAMES, thing=THINGS)
def sharing(s, a, b, c, m, name, thing):
    rest = a * b - c
    require(rest > m and rest % m == 0)
    s.step("Count the days", f"${mul(a, b)}$.")
    s.step("Take away the lost ones", f"${sub(a * b, c)}$.")
    s.step("Share the rest", f"${div(rest, m)}$.")
    return rest // m


@family.template(4, "Repeated order", "{name} buys ${a}$ {thing} at ${b}$ dollars each and ${c}$ toys at ${d}$ dollars each. Delivery costs ${v}$ dollars. {name} places the same order ${u}$ times. Find the total cost in dollars.",
                 "", a=(3, 12), b=(4, 19), c=(3, 12), d=(4, 19), v=(2, 30), u=(2, 5), name=NAMES, thing=THINGS)
def repeated(s, a, b, c, d, v, u, name, thing):
    cost = _order(s, a, b, c, d)
    s.step("Add the delivery", f"${add(cost, v)}$.")
    s.step("Scale to all orders", f"${mul(u, cost + v)}$.")
    return u * (cost + v)


@family.template(5, "Profit", "{name} buys ${a}$ {thing} at ${b}$ dollars each and ${c}$ toys at ${d}$ dollars each, and pays ${v}$ dollars for a stand. {name} sells everything at ${p}$ dollars for each piece. Find the profit in dollars.",
                 "There must be a profit.", a=(5, 25), b=(4, 19), c=(5, 25), d=(4, 19), v=(10, 90), p=(15, 45), name=NAMES, thing=THINGS)
def profit(s, a, b, c, d, v, p, name, thing):
    cost, sales = a * b + c * d + v, (a + c) * p
    require(sales > cost)
    _order(s, a, b, c, d)
    s.step("Add the stand", f"${add(cost - v, v)}$.")
    s.step("Count the pieces", f"${add(a, c)}$.")
    s.step("Find the sales", f"${mul(a + c, p)}$.")
    s.step("Subtract the costs", f"${sub(sales, cost)}$.")
    return sales - cost
