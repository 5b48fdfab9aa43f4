"""From attendance sheets as people make them to people and gatherings.

words -> layout (which column is what) -> rows (what each row says) -> plan (who is who, what would be written).
Everything here is pure: workbooks and known mentions in, dataclasses out. Writing is in field/actions/imports.py.
"""
