package dev.ordeal.explore;

import dev.ordeal.simulation.mistakes.Misbehaviour;
import java.util.Optional;
import java.util.Set;

/**
 * What a seed comes to: the schedule that it draws, struck where it was played, and its play.
 *
 * @param plays how many schedules were played and judged for it: the drawn one, and each that was
 *     struck
 */
record Played(Draft draft, Play play, int plays) {
  /**
   * Plays what was drawn; where it holds, it is struck and played again, as often as was drawn.
   *
   * @param seed of the world that it is played in
   */
  static Played of(Drawing.Drawn drawn, long seed, Set<Misbehaviour> planted) {
    Draft draft = drawn.draft();
    Play play = Play.of(draft, seed, planted);
    int plays = 1;
    for (int i = 0; i < drawn.strikes() && play.broken().isEmpty(); i++) {
      Optional<Draft> struck = Strike.into(draft, play.course(), drawn.dice());
      if (struck.isPresent()) {
        draft = struck.get();
        play = Play.of(draft, seed, planted);
        plays++;
      }
    }
    return new Played(draft, play, plays);
  }
}
