package dev.ordeal.agent.main;

import java.util.List;

/** How the guardian's small Java is started: with the classes of this one, and little memory. */
final class GuardianJava {
  private GuardianJava() {}

  static List<String> words() {
    return List.of(
        System.getProperty("java.home") + "/bin/java",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-Xms4m",
        "-Xmx8m",
        "-Xss256k",
        "-XX:ReservedCodeCacheSize=8m",
        "-cp",
        System.getProperty("java.class.path"));
  }
}
