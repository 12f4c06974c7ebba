package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;

/**
 * Theorem: at no instant do more than {@code atMost} nodes commit writes; the leader key never
 * passes from one node to another without having been free between them; and no two nodes write on
 * one timeline.
 *
 * <p>A node surely commits from the sending of the first to the answer of the last of a row of
 * committed writes that no proof of the contrary interrupts: a write that was committed between its
 * sending and its answer counts where the two nodes' spans cannot be told apart otherwise.
 *
 * <p>Blind wherever a commit probe of a node was off or silent for longer than 1 s while another
 * node committed writes, and where the watch on the leader key was off.
 */
public record LeadersAtOnce(int atMost) implements Check {
  public LeadersAtOnce {
    Bounds.atLeast("leaders-at-once", atMost, 1);
  }

  @Override
  public String promise() {
    return "leaders-at-once";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("leaders-at-once is not judged yet");
  }
}
