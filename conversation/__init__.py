"""The runtime that lets straight-line conversations survive anything between two messages. Pure; knows no group."""
