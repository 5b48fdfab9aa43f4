"""Rules of learning: plain functions, no Django."""
