"""Geometry: perimeters, areas, angles, volumes."""
from ..core import Family, add, div, mul, require, sub

family = Family("geometry")


@family.template(1, "Perimeter of a rectangle", "A rectangle has width ${w}$, and its length is ${k}$ more than the width. Find its perimeter.", "", w=(2, 25), k=(2, 25))
def perimeter(s, w, k):
    length = w + k
    s.step("Find the length", f"${add(w, k)}$.")
    s.step("Add the sides", f"${add(w, length)}$.")
    s.step("Double the sum", f"${mul(2, w + length)}$.")
    return 2 * (w + length)


@family.template(1, "Third angle of a triangle", "In a triangle, one angle is ${a}$ degrees and the second angle is ${k}$ degrees more than the first. Find the third angle in degrees.",
                 "The angles must leave something for the third.", a=(15, 70), k=(5, 40))
def angle(s, a, k):
    require(2 * a + k < 175)
    s.step("Find the second angle", f"${add(a, k)}$.")
    s.step("Add the two angles", f"${add(a, a + k)}$.")
    s.step("Subtract from $180$", f"${sub(180, 2 * a + k)}$.")
    return 180 - 2 * a - k


@family.template(2, "Perimeter with a scaled side", "A rectangle has width ${w}$, and its length is ${k}$ more than ${m}$ times the width. Find its perimeter.", "",
                 w=(3, 20), k=(2, 30), m=(2, 5))
def scaled_perimeter(s, w, k, m):
    length = m * w + k
    s.step("Scale the width", f"${mul(m, w)}$.")
    s.step("Find the length", f"${add(m * w, k)}$.")
    s.step("Add the sides", f"${add(w, length)}$.")
    s.step("Double the sum", f"${mul(2, w + length)}$.")
    return 2 * (w + length)


@family.template(2, "Area of a triangle", "The base of a triangle is made of two parts of length ${a}$ and ${b}$, and its height is ${h}$. Find its area.", "The height must be even.",
                 a=(2, 15), b=(2, 15), h=(4, 16, 2))
def triangle(s, a, b, h):
    s.step("Find the base", f"${add(a, b)}$.")
    s.step("Halve the height", f"${div(h, 2)}$.")
    s.step("Find the area", f"${mul(a + b, h // 2)}$.")
    return (a + b) * (h // 2)


@family.template(3, "Rectangle without a square", "A rectangle has width ${w}$, and its length is ${k}$ more than ${m}$ times the width. A square of side ${q}$ is cut out of it. Find the area that is left.",
                 "The square must fit into the rectangle.", w=(3, 12), k=(1, 9), m=(2, 3), q=(2, 9))
def cut_out(s, w, k, m, q):
    require(q < w)
    length = m * w + k
    s.step("Scale the width", f"${mul(m, w)}$.")
    s.step("Find the length", f"${add(m * w, k)}$.")
    s.step("Find the area of the rectangle", f"${mul(w, length)}$.")
    s.step("Find the area of the square", f"${mul(q, q)}$.")
    s.step("Subtract the areas", f"${sub(w * length, q * q)}$.")
    return w * length - q * q


@family.template(4, "Surface of a box", "A box has length ${a}$, width ${b}$ and height ${c}$. Find its surface area.", "", a=(3, 20), b=(2, 15), c=(2, 12))
def surface(s, a, b, c):
    require(a != b)
    s.step("Find the area of the base", f"${mul(a, b)}$.")
    s.step("Find the area of the front", f"${mul(a, c)}$.")
    s.step("Find the area of the side", f"${mul(b, c)}$.")
    s.step("Add the first two areas", f"${add(a * b, a * c)}$.")
    s.step("Add the third area", f"${add(a * b + a * c, b * c)}$.")
    s.step("Double the sum", f"${mul(2, a * b + a * c + b * c)}$.")
    return 2 * (a * b + a * c + b * c)


@family.template(5, "Water in a tank", "A tank has length ${a}$, width ${b}$ and height ${c}$. It is filled to a height of ${h}$, and then ${n}$ cubes of side ${q}$ of water are taken out. Find the volume of water that is left.",
                 "The water may not run out, and may not stand higher than the tank.", a=(6, 20), b=(5, 15), c=(4, 15), h=(3, 12), n=(2, 12), q=(2, 5))
def tank(s, a, b, c, h, n, q):
    cube, left = q ** 3, a * b * h - n * q ** 3
    require(h < c and left > 0 and a * b * h <= 3000)
    s.step("Find the area of the base", f"${mul(a, b)}$.")
    s.step("Find the volume of water", f"${mul(a * b, h)}$.")
    s.step("Find the area of a face", f"${mul(q, q)}$.")
    s.step("Find the volume of a cube", f"${mul(q * q, q)}$.")
    s.step("Scale the volume", f"${mul(n, cube)}$.")
    s.step("Subtract the volumes", f"${sub(a * b * h, n * cube)}$.")
    return left


@family.template(5, "Path round a garden", "A garden has length ${a}$ and width ${b}$. A path of width ${w}$ runs all round it. The path costs ${p}$ dollars for each square meter. Find the cost of the path in dollars.",
                 "", a=(6, 25), b=(5, 20), w=(1, 4), p=(2, 9))
def path(s, a, b, w, p):
    require(a > b)
    area = (a + 2 * w) * (b + 2 * w)
    s.step("Double the width of the path", f"${mul(2, w)}$.")
    s.step("Find the outer length", f"${add(a, 2 * w)}$.")
    s.step("Find the outer width", f"${add(b, 2 * w)}$.")
    s.step("Find the outer area", f"${mul(a + 2 * w, b + 2 * w)}$.")
    s.step("Find the area of the garden", f"${mul(a, b)}$.")
    s.step("Subtract the areas", f"${sub(area, a * b)}$.")
    s.step("Find the cost", f"${mul(p, area - a * b)}$.")
    return p * (area - a * b)
