package dev.ordeal.cli;

import dev.ordeal.engine.Judgement;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The verdicts for programs. */
final class VerdictJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private VerdictJson() {}

  static String of(Judgement judgement) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("outcome", judgement.outcome());
    all.put("as_expected", judgement.surprises().isEmpty());
    all.put("verdicts", judgement.verdicts());
    return JSON.writeValueAsString(all);
  }
}
