package dev.ordeal.names;

/** What a PostgreSQL server says of itself: {@code pg_is_in_recovery()}. */
public enum Role {
  PRIMARY,
  REPLICA
}
