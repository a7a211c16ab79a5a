"""Globe: how near the candidates of a report lie to each other, and which are of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whosays.annotators.places.candidates import level_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from whosays.resources.gazetteer_file import Place

_EARTH_KM = 6371.0


class Globe:
    """The candidates of a report on the globe, worked out once for all rounds."""

    def __init__(self, places: Sequence[Place], weights: Mapping[str, float]) -> None:
        self.weights = weights
        self.at = _unit_vectors(places)
        radii = [p.radius for p in places]
        self.radius = np.minimum(radii, 700.0)
        # A country says little of where in it a place lies, a continent less.
        self.breadth = np.array([1.0 / (1.0 + r / 150.0) for r in radii])

    def nearness(self, speakers: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give 0..1 for each pair: 1 together, less with distance beyond the speaker's radius."""
        cosine = np.clip(self.at @ self.at[speakers].T, -1.0, 1.0)
        away = np.arccos(cosine) * _EARTH_KM
        beyond = np.maximum(
            0.0, away - np.maximum(self.radius[speakers][None, :], self.radius[:, None])
        )
        near_km, far_km = self.weights["near_km"], self.weights["far_km"]
        near = 0.6 * np.exp(-beyond / near_km) + 0.4 * np.exp(-beyond / far_km)
        return np.asarray(near * self.breadth[speakers][None, :])


def kinship(places: Sequence[Place]) -> NDArray[np.float64]:
    """Give 0.5 for pairs of one kind: two countries, or two regions of one country."""
    kinds = [
        ("country", "") if level_of(p) == "country" else (level_of(p), p.country) for p in places
    ]
    numbers = {kind: i for i, kind in enumerate(sorted(set(kinds)))}
    wide = np.array([k[0] in {"country", "region"} for k in kinds])
    codes = np.array([numbers[k] for k in kinds])
    return np.where((codes[:, None] == codes[None, :]) & wide[:, None], 0.5, 0.0)


def _unit_vectors(places: Sequence[Place]) -> NDArray[np.float64]:
    lat = np.radians([p.lat for p in places])
    lon = np.radians([p.lon for p in places])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
