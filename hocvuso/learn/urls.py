"""Addresses of learn."""

urlpatterns: list = []
