"""Figures as dated series: who counts what of whom, and where the counts do not fit."""
