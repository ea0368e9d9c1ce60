"""What the bot does, whoever asks; one transaction per method."""
