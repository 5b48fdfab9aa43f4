"""Addresses of places."""

urlpatterns: list = []
