"""How the panel prints times, as every screen does: 5 Nov 2026, 13:52."""
