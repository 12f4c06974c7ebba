package dev.ordeal.agent.configuration;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command that the user has configured: split at blanks as a POSIX shell splits
 * them, quotes and backslashes understood, nothing expanded. Pure.
 */
public final class ShellWords {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private char quote;

  private ShellWords() {}

  /** The words of {@code command}; a quote that is left open reaches to the end. */
  public static List<String> of(String command) {
    var splitting = new ShellWords();
    for (int at = 0; at < command.length(); at++) {
      boolean last = at + 1 == command.length();
      if (command.charAt(at) == '\\' && !last && splitting.isEscape(command.charAt(at + 1))) {
        at++;
        splitting.letter(command.charAt(at));
      } else {
        splitting.take(command.charAt(at));
      }
    }
    splitting.end();
    return List.copyOf(splitting.words);
  }

  private boolean isEscape(char next) {
    return quote == 0 || quote == '"' && "\"\\$`".indexOf(next) >= 0;
  }

  private void take(char each) {
    if (quote != 0) {
      if (each == quote) {
        quote = 0;
      } else {
        word.append(each);
      }
    } else if (each == '\'' || each == '"') {
      quote = each;
      begun = true;
    } else if (Character.isWhitespace(each)) {
      end();
    } else {
      letter(each);
    }
  }

  private void letter(char each) {
    begun = true;
    word.append(each);
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }
}
