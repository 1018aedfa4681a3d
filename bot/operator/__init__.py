"""The commands an operator types beside the running program, one a file; bot/operator_commands.py calls them."""
