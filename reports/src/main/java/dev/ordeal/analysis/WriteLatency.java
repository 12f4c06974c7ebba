package dev.ordeal.analysis;

import dev.ordeal.evidence.Evidence;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How long clients waited for acknowledged writes, from the instant at which each was due on the
 * open-loop schedule. A write that was due while its client still hung counts from then on, so that
 * a stall hides nothing. Writes that were never acknowledged have no latency; they are counted as
 * unavailability.
 *
 * @param nanos of every write that was acknowledged through the proxy's primary port
 */
public record WriteLatency(Histogram nanos) {
  private static final int DIGITS = 3;

  public static WriteLatency of(Evidence evidence) {
    var nanos = new Histogram(DIGITS);
    Run.of(evidence)
        .acknowledgedWrites()
        .forEach(write -> nanos.recordValue(Math.max(0, write.atNs() - write.scheduledNs())));
    return new WriteLatency(nanos);
  }

  /** One line for a reader; a dash for figures that need writes where there are none. */
  public String words() {
    return "Acknowledged writes, from when each was due: "
        + String.join(
            ", ",
            List.of(
                "median " + milliseconds(50),
                "99 % within " + milliseconds(99),
                "most " + milliseconds(100),
                "of " + nanos.getTotalCount()))
        + ".";
  }

  /** So many milliseconds did the given percentage of the writes take at most. */
  private String milliseconds(double percent) {
    return nanos.getTotalCount() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f ms", nanos.getValueAtPercentile(percent) / 1e6);
  }
}
