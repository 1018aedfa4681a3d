"""Stand-ins for the world outside: servers over real HTTP that also know what was really accepted."""
