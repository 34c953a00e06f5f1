"""What every app shares: libraries, places, media, topics, pages, cards, outbox, registry."""
