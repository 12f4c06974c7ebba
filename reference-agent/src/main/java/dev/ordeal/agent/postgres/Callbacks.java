package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.ShellWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the user's callbacks (contract, section 1.2): not waited for; a new one ends the one before
 * it, except that {@code on_reload} has a slot of its own.
 */
final class Callbacks {
  private final ServerSettings settings;
  private final Map<String, Process> running = new HashMap<>();

  Callbacks(ServerSettings settings) {
    this.settings = settings;
  }

  synchronized void run(String action, String role) {
    String command = settings.callbacks().get(action);
    if (command == null || command.isBlank()) {
      return;
    }
    String slot = action.equals("on_reload") ? action : "";
    Process before = running.get(slot);
    if (before != null && before.isAlive()) {
      before.descendants().forEach(ProcessHandle::destroyForcibly);
      before.destroyForcibly();
    }
    List<String> words = new ArrayList<>(ShellWords.of(command));
    words.addAll(List.of(action, role, settings.scope()));
    try {
      running.put(slot, Command.builder(words).inheritIO().start());
    } catch (IOException e) {
      // A callback that cannot be run is the user's to mend; leading goes on.
    }
  }
}
