"""The register on disk: the only place that knows a table, a column or a driver."""
