package dev.ordeal.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A real call of the command line, and what it printed. */
record Called(int exitCode, String output, String error) {
  static Called with(String... arguments) {
    var output = new StringWriter();
    var error = new StringWriter();
    int exitCode =
        Ordeal.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(error, true))
            .execute(arguments);
    return new Called(exitCode, output.toString(), error.toString());
  }
}
