"""Translating services behind one face. A publication names one in its settings file, or none."""

from standfirst.translation.machines.choosing import machine
from standfirst.translation.machines.face import Machine, MachineFailed

__all__ = ["Machine", "MachineFailed", "machine"]
