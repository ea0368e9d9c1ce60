"""Questions from any article: drafts, best first."""
