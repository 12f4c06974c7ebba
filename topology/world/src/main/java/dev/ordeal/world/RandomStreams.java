package dev.ordeal.world;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Derives a stream of random numbers from a seed and a name, the same in every process. */
final class RandomStreams {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private RandomStreams() {}

  static RandomGenerator stream(long seed, String name) {
    long hash = FNV_OFFSET;
    for (byte part : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ part) * FNV_PRIME;
    }
    // One draw from a generator of the seed first, so that near seeds give unlike streams.
    return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ hash);
  }
}
