"""The work: where the rules meet the archive. Still no Telegram."""
