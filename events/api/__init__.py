"""Open data about what happens: read-only JSON under `/api/v1/`, for anybody."""
