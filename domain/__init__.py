"""What is true of groups, money, criteria and schedules; pure: no I/O, no clock, no randomness."""
