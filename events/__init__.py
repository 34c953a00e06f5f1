"""Events, their dates and sign-up: never oversold, and never lost by editing."""
