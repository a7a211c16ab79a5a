"""Build data/outlines/world.geojson: countries, and the border lines that are in dispute.

    python tools/build_outlines.py [--package FILE] [--out FILE]

The outlines are Natural Earth's (public domain) by way of the npm package world-atlas 2.0.2 (ISC),
which ``npm pack`` fetches into a temporary folder. It draws Crimea as Russian. Here Ukraine has
its internationally recognised outline, and the line that the package takes for a border is kept
as one in dispute.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "world-atlas@2.0.2"
MEMBER = "package/countries-50m.json"
OUT = Path(__file__).resolve().parent.parent / "src/whosays/data/outlines/world.geojson"
SIMFEROPOL = (34.10, 44.95)
RUSSIA, UKRAINE = "643", "804"
LEFT_OUT = frozenset({"010"})
"""Antarctica: Mercator's projection draws it as wide as all the rest."""
DECIMALS = 2
MIN_SIZE = 0.06
"""A ring that is smaller both ways (degrees) is not seen on a map of wars."""

Ring = list[int]
Point = tuple[float, float]


def main() -> None:
    """Fetch the package, decode it, move the outline, write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--package", type=Path, help="the package's .tgz, if it is here already")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        package = options.package or fetch(Path(folder))
        with tarfile.open(package) as archive:
            member = archive.extractfile(MEMBER)
            assert member is not None
            topology = json.load(member)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    words = json.dumps(outlines(topology), ensure_ascii=False, separators=(",", ":"))
    options.out.write_text(words, "utf-8")
    print(f"{options.out.name}: {len(words.encode()):,} bytes")


def fetch(folder: Path) -> Path:
    """Fetch the package with npm."""
    subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True)
    return next(folder.glob("*.tgz"))


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """Give the GeoJSON: one feature a country, then the lines in dispute."""
    arcs = decoded_arcs(topology)
    countries = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape.get("arcs", [])
        if shape["type"] == "Polygon":
            polygons = [polygons]
        key = shape.get("id") or shape["properties"]["name"]
        countries[key] = (shape["properties"]["name"], [list(p) for p in polygons])
    disputed = move_crimea(countries, arcs)
    features = [
        feature("country", name, "MultiPolygon", shapes)
        for key, (name, polygons) in countries.items()
        if key not in LEFT_OUT and (shapes := polygons_of(polygons, arcs))
    ]
    lines = [[list(p) for p in rounded(arcs[a])] for a in disputed]
    features.append(feature("disputed", "Crimea", "MultiLineString", lines))
    return {"type": "FeatureCollection", "features": features}


def feature(kind: str, name: str, shape: str, coordinates: list[Any]) -> dict[str, Any]:
    """Give one feature."""
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"kind": kind, "name": name}, "geometry": geometry}


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Give the arcs in degrees: TopoJSON keeps steps on a grid."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        found.append(points)
    return found


def move_crimea(countries: dict[str, Any], arcs: list[list[Point]]) -> list[int]:
    """Join the polygon with Simferopol to Ukraine's mainland; give the arcs between the two."""
    russian, ukrainian = countries[RUSSIA][1], countries[UKRAINE][1]
    crimea = next(p for p in russian if holds(points_of(p[0], arcs), SIMFEROPOL))
    russian.remove(crimea)
    borders = {arc_of(a) for a in crimea[0]}
    mainland = next(p for p in ukrainian if borders & {arc_of(a) for a in p[0]})
    shared = borders & {arc_of(a) for a in mainland[0]}
    left = [a for a in (*mainland[0], *crimea[0]) if arc_of(a) not in shared]
    mainland[0] = chained(left, arcs)
    return sorted(shared)


def arc_of(index: int) -> int:
    """Give an arc's number: a negative one is run backwards."""
    return index if index >= 0 else ~index


def chained(pieces: Ring, arcs: list[list[Point]]) -> Ring:
    """Put arcs into one ring, each beginning where the last ends."""
    ring, left = [pieces[0]], list(pieces[1:])
    while left:
        end = points_of([ring[-1]], arcs)[-1]
        following = next((a for a in left if points_of([a], arcs)[0] == end), None)
        if following is None:
            break  # what is left are rings of their own (lagoons along the line)
        ring.append(following)
        left.remove(following)
    return ring


def points_of(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    """Give the points of a ring of arcs."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def rounded(points: list[Point]) -> list[Point]:
    """Round to the file's decimals and leave out what falls together."""
    found: list[Point] = []
    for x, y in points:
        point = (round(x, DECIMALS), round(y, DECIMALS))
        if not found or found[-1] != point:
            found.append(point)
    return found


def polygons_of(polygons: list[list[Ring]], arcs: list[list[Point]]) -> list[list[list[Point]]]:
    """Give polygons as GeoJSON has them; rings too small to be seen are left out."""
    found = []
    for polygon in polygons:
        rings = [rounded(points_of(ring, arcs)) for ring in polygon]
        if is_seen(rings[0]) or len(polygons) == 1:
            found.append([r for r in rings if len(r) >= 4])
    return [p for p in found if p]


def is_seen(ring: list[Point]) -> bool:
    """Tell whether a ring is large enough to be drawn."""
    if len(ring) < 4:
        return False
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys)) >= MIN_SIZE


def holds(ring: list[Point], point: Point) -> bool:
    """Tell whether a ring holds a point, by the crossings of a ray."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


if __name__ == "__main__":
    main()
