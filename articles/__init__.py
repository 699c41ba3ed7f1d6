"""The newsroom app: dumps in, stories out. Floors and the direction of imports stand in docs/flow.md."""
