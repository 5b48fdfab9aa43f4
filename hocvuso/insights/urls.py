"""Addresses of insights."""

urlpatterns: list = []
