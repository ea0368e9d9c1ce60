"""What a learner knows and what comes next. Pure."""
