package dev.ordeal.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import dev.ordeal.agent.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a record, on one line. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {
  private final Map<String, String> fields;
  private final Map<String, Object> staticFields;
  private final RecordAttributes attributes;
  private final Stacks stacks;

  /**
   * A layout of objects.
   *
   * @param fields attribute of the record → its name in the object, in order
   * @param staticFields stand in every object
   */
  JsonLayout(
      Map<String, String> fields,
      Map<String, Object> staticFields,
      RecordAttributes attributes,
      Stacks stacks) {
    this.fields = fields;
    this.staticFields = staticFields;
    this.attributes = attributes;
    this.stacks = stacks;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    Map<String, Object> object = new LinkedHashMap<>();
    fields.forEach((attribute, name) -> object.put(name, attributes.of(attribute, event)));
    object.putAll(staticFields);
    stacks.of(event).ifPresent(stack -> object.put("exc_info", stack));
    return Json.text(object) + "\n";
  }
}
