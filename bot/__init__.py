"""The process: network, clock and command line. Imports every room below it."""
