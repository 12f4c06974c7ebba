package dev.ordeal.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.ordeal.engine.Improvisation.InForce;
import java.util.List;
import java.util.function.Function;

/** What is in force, as a person reads it. */
final class ForceWords {
  private static final int WIDEST_CELL = 60;

  private ForceWords() {}

  static List<String> of(List<InForce> all) {
    if (all.isEmpty()) {
      return List.of("nothing is in force");
    }
    return AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            all,
            List.of(
                left("fault", InForce::fault),
                left("of", each -> EventWords.targets(each.targets())),
                left("by", InForce::means),
                left("for", each -> Standing.seconds(each.age()))))
        .lines()
        .map(line -> " " + line.stripTrailing())
        .toList();
  }

  private static ColumnData<InForce> left(String header, Function<InForce, String> cell) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT)
        .maxWidth(WIDEST_CELL, OverflowBehaviour.NEWLINE)
        .with(cell);
  }
}
