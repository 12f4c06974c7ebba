package dev.ordeal.pages;

/**
 * A bar in a lane of the timeline.
 *
 * @param row which row of the lane, 0 the uppermost
 * @param rows how many rows share the lane
 * @param words to be written into the bar where there is room, or beside it
 */
record Bar(Hue hue, long fromNs, long toNs, int row, int rows, String words) {}
