"""Writes about places, by noun: areas (shipped), villages and organisations (the commune's own)."""

from hocvuso.places.actions.areas import load_areas
from hocvuso.places.actions.organisations import add_organisation, add_usual_organisations, close_organisation, rename_organisation
from hocvuso.places.actions.refusal import Refused
from hocvuso.places.actions.villages import (
    add_village,
    add_villages,
    close_village,
    merge_villages,
    remove_village,
    rename_village,
    split_village,
)

__all__ = [
    "Refused",
    "add_organisation",
    "add_usual_organisations",
    "add_village",
    "add_villages",
    "close_organisation",
    "close_village",
    "load_areas",
    "merge_villages",
    "remove_village",
    "rename_organisation",
    "rename_village",
    "split_village",
]
