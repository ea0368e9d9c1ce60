"""Telegram's side of a chat, without Telegram."""
