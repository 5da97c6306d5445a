"""Where Telegram is spoken to: its calls, its limits, its troubles, its updates."""
