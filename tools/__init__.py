"""What is used to make the project, and does not ship with the bot."""
