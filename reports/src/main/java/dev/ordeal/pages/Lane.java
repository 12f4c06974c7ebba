package dev.ordeal.pages;

import java.util.List;

/** A named line of the timeline with the bars that stand in it. */
record Lane(String name, List<Bar> bars) {
  Lane {
    bars = List.copyOf(bars);
  }
}
