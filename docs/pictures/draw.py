"""Draws the pictures of the demo: `python docs/pictures/draw.py`; libraries: README.md."""

import charts
import curves
import molecules
import sheet

sheet.load_typeface()
curves.draw()
charts.draw()
molecules.draw()
