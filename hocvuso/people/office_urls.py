"""Addresses of people."""

urlpatterns: list = []
