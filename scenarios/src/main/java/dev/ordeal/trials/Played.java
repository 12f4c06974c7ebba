package dev.ordeal.trials;

import dev.ordeal.checks.Outcome;
import dev.ordeal.engine.Judgement;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of one trial.
 *
 * @param folder its run folder
 * @param judgement empty where Ordeal could not play it
 * @param failure why it could not be played; empty where it was
 */
public record Played(
    TrialSet set, long seed, Path folder, Optional<Judgement> judgement, String failure) {
  /** Whether it was played and every promise held. */
  public boolean held() {
    return judgement.filter(each -> each.outcome() == Outcome.PASS).isPresent();
  }
}
