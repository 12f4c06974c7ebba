package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigPatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                          | {\"ttl\":20}                    | {\"ttl\":20}",
        "{\"ttl\":30}                | {\"ttl\":20}                    | {\"ttl\":20}",
        "{\"ttl\":30,\"a\":1}        | {\"ttl\":null}                  | {\"a\":1}",
        "{\"ttl\":30}                | {\"pause\":null}                | {\"ttl\":30}",
        "{\"p\":{\"a\":1,\"b\":2}}   | {\"p\":{\"b\":3,\"c\":4}}       |"
            + " {\"p\":{\"a\":1,\"b\":3,\"c\":4}}",
        "{\"p\":{\"a\":1,\"b\":2}}   | {\"p\":{\"b\":null}}            | {\"p\":{\"a\":1}}",
        "{\"p\":{\"a\":1}}           | {\"p\":null}                    | {}",
        "{\"p\":1}                   | {\"p\":{\"a\":1,\"b\":null}}    | {\"p\":{\"a\":1}}",
        "{\"p\":{\"a\":1}}           | {\"p\":2}                       | {\"p\":2}",
        "{\"p\":[1,2]}               | {\"p\":[3]}                     | {\"p\":[3]}",
        "{\"ttl\":30}                | {\"ttl\":\"30\"}                | {\"ttl\":30}",
        "{\"master_start_timeout\":9}  | {\"primary_start_timeout\":5}    |"
            + " {\"primary_start_timeout\":5}",
        "{\"primary_start_timeout\":9} | {\"master_start_timeout\":5}     |"
            + " {\"master_start_timeout\":5}",
        "{\"master_stop_timeout\":9}   | {\"primary_stop_timeout\":null}  | {}",
        "{\"primary_stop_timeout\":9}  | {\"master_stop_timeout\":null}   | {}",
        "{\"primary_start_timeout\":9} | {\"ttl\":20}     |"
            + " {\"primary_start_timeout\":9,\"ttl\":20}",
        "{} | {\"master_start_timeout\":null,\"primary_start_timeout\":5} |"
            + " {\"primary_start_timeout\":5}",
      })
  void merges(String configuration, String patch, String result) {
    assertThat(
            Json.text(
                ConfigPatch.apply(
                    Json.object(configuration).orElseThrow(), Json.object(patch).orElseThrow())))
        .isEqualTo(result);
  }
}
