"""PostgreSQL, Valkey and the portal's own processes under one supervisor: what `make run` starts."""
