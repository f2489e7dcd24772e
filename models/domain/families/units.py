"""Units: times, lengths, weights, money."""
from ..core import NAMES, Family, add, div, mul, require, sub

family = Family("units")


@family.template(1, "Hours and minutes", "A film lasts ${h}$ hours and ${m}$ minutes, and ${k}$ minutes of it have passed. How many minutes are left?", "",
                 h=(1, 4), m=(5, 59), k=(5, 90))
def film(s, h, m, k):
    require(60 * h + m > k)
    s.step("Convert the hours", f"${mul(h, 60)}$.")
    s.step("Add the minutes", f"${add(60 * h, m)}$.")
    s.step("Subtract", f"${sub(60 * h + m, k)}$.")
    return 60 * h + m - k


@family.template(2, "Pieces of a rope", "A rope is ${m}$ m and ${c}$ cm long. It is cut into pieces of ${p}$ cm, and ${k}$ pieces are sold. How many pieces are left?",
                 "The rope must divide into whole pieces.", m=(2, 12), c=(5, 95, 5), p=(5, 45, 5), k=(2, 30))
def rope(s, m, c, p, k):
    total = 100 * m + c
    require(total % p == 0 and total // p > k)
    s.step("Convert the meters", f"${mul(m, 100)}$.")
    s.step("Add the centimeters", f"${add(100 * m, c)}$.")
    s.step("Count the pieces", f"${div(total, p)}$.")
    s.step("Subtract", f"${sub(total // p, k)}$.")
    return total // p - k


@family.template(3, "Repeated time", "A lesson lasts ${m}$ minutes and the break after it ${b}$ minutes. {name} has ${n}$ lessons with their breaks. How many minutes beyond ${h}$ full hours is that?",
                 "The total must exceed the hours by less than 60 minutes.", m=(25, 90), b=(5, 25), n=(2, 9), name=NAMES)
def lessons(s, m, b, n, name):
    total = n * (m + b)
    h = total // 60
    require(total % 60 and h >= 1)
    s.show(h=h)
    s.step("Add the minutes", f"${add(m, b)}$.")
    s.step("Find the total", f"${mul(n, m + b)}$.")
    s.step("Convert the hours", f"${mul(h, 60)}$.")
    s.step("Subtract", f"${sub(total, 60 * h)}$.")
    return total - 60 * h


@family.template(4, "Weights", "A crate weighs ${k}$ kg and ${g}$ grams and holds ${n}$ jars of ${w}$ grams each. Find the total weight of ${c}$ such crates in grams.", "The weights of the jars are multiples of 5.",
                 k=(1, 4), g=(50, 950, 50), n=(4, 15), w=(20, 150, 5), c=(2, 6))
def crates(s, k, g, n, w, c):
    empty, jars = 1000 * k + g, n * w
    s.step("Convert the kilograms", f"${mul(k, 1000)}$.")
    s.step("Add the grams", f"${add(1000 * k, g)}$.")
    s.step("Find the weight of the jars", f"${mul(n, w)}$.")
    s.step("Add the weights", f"${add(empty, jars)}$.")
    s.step("Scale to all crates", f"${mul(c, empty + jars)}$.")
    return c * (empty + jars)


@family.template(5, "Speed in other units", "A belt moves ${v}$ cm per second. How many meters does it move in ${h}$ hours and ${m}$ minutes, when it stands still for ${r}$ minutes of that time?",
                 "The distance must be a whole number of meters.", v=(5, 60, 5), h=(1, 2), m=(5, 59), r=(4, 50))
def belt(s, v, h, m, r):
    minutes = 60 * h + m - r
    require(minutes > 10)
    s.step("Convert the hours", f"${mul(h, 60)}$.")
    s.step("Add the minutes", f"${add(60 * h, m)}$.")
    s.step("Subtract the pause", f"${sub(60 * h + m, r)}$.")
    s.step("Find the centimeters per minute", f"${mul(v, 60)}$.")
    s.step("Convert to meters", f"${div(60 * v, 100)}$.")
    s.step("Find the distance", f"${mul(60 * v // 100, minutes)}$.")
    return 60 * v // 100 * minutes


@family.template(5, "Costs by the kilogram", "{name} buys ${a}$ bags of ${g}$ grams of rice and ${b}$ bags of ${w}$ grams of beans. One kilogram costs ${p}$ dollars. How much does {name} pay in dollars?",
                 "The total weight must be a whole number of kilograms.", a=(2, 12), g=(100, 950, 50), b=(2, 12), w=(100, 950, 50), p=(2, 19), name=NAMES)
def rice(s, a, g, b, w, p, name):
    x, y = a * g, b * w
    require(g != w and (x + y) % 1000 == 0)
    s.step("Find the weight of the rice", f"${mul(a, g)}$.")
    s.step("Find the weight of the beans", f"${mul(b, w)}$.")
    s.step("Add the weights", f"${add(x, y)}$.")
    s.step("Convert to kilograms", f"${div(x + y, 1000)}$.")
    s.step("Find the cost", f"${mul((x + y) // 1000, p)}$.")
    return (x + y) // 1000 * p
