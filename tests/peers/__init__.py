"""Strangers: bots that are not ours on our server, and our bot on a server that is not ours."""
