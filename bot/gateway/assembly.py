"""The gateway on real parts: the database, the turn server over HTTP, the system's clock."""
