package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.evidence.Event;
import dev.ordeal.workload.MemoryRecorder;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment that does not become ready leaves its logs behind, and a run that says so. */
final class FailedStartTest {
  @Test
  void the_logs_of_what_had_come_up_are_kept(@TempDir Path folder) throws Exception {
    List<Event> events = play(folder, true);
    assertThat(folder.resolve("node1.log")).hasContent("could not bootstrap");
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            Event.RunEnded.class, end -> assertThat(end.reason()).contains("node1 did not start"));
  }

  @Test
  void logs_that_cannot_be_read_hide_nothing(@TempDir Path folder) throws Exception {
    List<Event> events = play(folder, false);
    assertThat(events)
        .filteredOn(Event.Note.class::isInstance)
        .extracting(event -> ((Event.Note) event).words())
        .containsExactly("the logs were not kept: no engine");
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            Event.RunEnded.class, end -> assertThat(end.reason()).contains("node1 did not start"));
  }

  private static List<Event> play(Path folder, boolean logsCanBeRead) {
    return SimulatedWorld.compute(
        1,
        Bounds.USUAL,
        world -> {
          var recorder = new MemoryRecorder(world);
          var engine =
              new Engine(
                  world,
                  environment(logsCanBeRead),
                  SimulatedRun.shipped("server-crashes"),
                  recorder,
                  List.of(),
                  Optional.of(folder));
          assertThatThrownBy(() -> engine.play(Environment::start))
              .isInstanceOf(EnvironmentFailed.class);
          return recorder.events();
        });
  }

  private static Environment environment(boolean logsCanBeRead) {
    return (Environment)
        Proxy.newProxyInstance(
            Environment.class.getClassLoader(),
            new Class<?>[] {Environment.class},
            (_, method, arguments) -> {
              switch (method.getName()) {
                case "start" -> throw new EnvironmentFailed("node1 did not start");
                case "collectLogs" -> {
                  if (!logsCanBeRead) {
                    throw new EnvironmentFailed("no engine");
                  }
                  write((Path) arguments[0]);
                  return null;
                }
                default -> throw new AssertionError("not before it has started: " + method);
              }
            });
  }

  private static void write(Path folder) {
    try {
      Files.writeString(folder.resolve("node1.log"), "could not bootstrap");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
