"""Addresses of ui."""

urlpatterns: list = []
