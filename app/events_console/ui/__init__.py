"""The window: it shows what the domain knows and hands on what people want; Qt is nowhere else."""

import sys

import PySide6.QtCore  # noqa: F401  # it brings what is looked for below

# PySide reads the source of each module that is imported from now on, and keeps it, to see whether it may ask
# for Python's names of Qt's methods (`from __feature__ import snake_case`). None here does, and reading them
# all is a tenth of a start and 9 MB.
if _features := sys.modules.get("shibokensupport.feature"):
    vars(_features)["_mod_uses_pyside"] = lambda _module: False
