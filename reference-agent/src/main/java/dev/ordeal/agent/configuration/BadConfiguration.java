package dev.ordeal.agent.configuration;

import dev.ordeal.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong in it. */
public final class BadConfiguration extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  BadConfiguration(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** One line each: {@code file:line:column: what is wrong; what was meant}. */
  public List<String> lines() {
    return problems.stream().map(Problem::toString).toList();
  }
}
