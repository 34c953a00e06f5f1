"""Commands of a library: opening one, furnishing the demo."""
