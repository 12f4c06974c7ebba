package dev.ordeal.agent.policy;

import java.util.Locale;

/** The name of the replication slot that is kept for a member (contract, section 6). Pure. */
public final class SlotNames {
  private static final int LONGEST = 63;

  private SlotNames() {}

  /** Lower case; dash and dot become underscores, any other character {@code u} and its number. */
  public static String of(String member) {
    var name = new StringBuilder();
    for (char letter : member.toLowerCase(Locale.ROOT).toCharArray()) {
      if (letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || letter == '_') {
        name.append(letter);
      } else if (letter == '-' || letter == '.') {
        name.append('_');
      } else {
        name.append("u%04d".formatted((int) letter));
      }
    }
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name.toString();
  }
}
