"""Distance on the globe."""

from __future__ import annotations

import math

__all__ = ["bearing", "kilometres"]


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the great-circle distance of two points in km."""
    first, second = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))


def bearing(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the compass bearing from the first point to the second, 0 to 360 degrees."""
    first, second = math.radians(lat), math.radians(other_lat)
    turn = math.radians(other_lon - lon)
    east = math.sin(turn) * math.cos(second)
    north = math.cos(first) * math.sin(second) - math.sin(first) * math.cos(second) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360
