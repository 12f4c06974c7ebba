package dev.ordeal.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {
  @Property
  void what_is_printed_can_be_read_back(@ForAll long bytes) {
    assertThat(Lsn.parse(new Lsn(bytes).toString())).isEqualTo(new Lsn(bytes));
  }

  @Property
  void positions_are_ordered_as_unsigned(@ForAll long one, @ForAll long other) {
    assertThat(Integer.signum(new Lsn(one).compareTo(new Lsn(other))))
        .isEqualTo(Integer.signum(Long.compareUnsigned(one, other)));
  }

  @Test
  void it_is_written_as_postgresql_writes_it() {
    assertThat(Lsn.parse("0/3000060")).isEqualTo(new Lsn(0x3000060));
    assertThat(new Lsn(0x1_0000_00A0L)).hasToString("1/A0");
    assertThat(Lsn.parse("16/B374D848").minus(Lsn.parse("16/B374D840"))).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "0/", "/0", "0", "123456789/0", "0/123456789", "0/G", "0/+1"})
  void what_is_no_position_is_refused(String text) {
    assertThatThrownBy(() -> Lsn.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
