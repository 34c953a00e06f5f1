"""Reading, culture and other groups, and later the noticeboard."""
