"""Stories from lines of IPTC ninjs 3: read within limits, understood, written in batches."""
