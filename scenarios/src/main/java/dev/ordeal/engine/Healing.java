package dev.ordeal.engine;

import java.util.List;

/** Which faults a verb of healing takes away. */
final class Healing {
  private Healing() {}

  static boolean reaches(String verb, String fault) {
    return switch (verb) {
      case "start" -> List.of("power-off", "kill", "stop", "restart").contains(fault);
      case "resume" -> fault.equals("pause");
      default -> true;
    };
  }
}
