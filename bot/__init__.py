"""How the program runs: settings, wiring, turns, delivery, channels."""
