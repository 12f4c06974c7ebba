package dev.ordeal.names;

/** A PostgreSQL timeline, from 1 upwards; every promotion begins a new one. */
public record Timeline(int id) implements Comparable<Timeline> {
  public Timeline {
    if (id < 1) {
      throw new IllegalArgumentException("timelines begin at 1, not " + id);
    }
  }

  @Override
  public int compareTo(Timeline other) {
    return Integer.compare(id, other.id);
  }

  @Override
  public String toString() {
    return Integer.toString(id);
  }
}
