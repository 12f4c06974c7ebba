package dev.ordeal.allure;

import dev.ordeal.checks.Verdict;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.RunFolder;
import dev.ordeal.pages.Timeline;
import io.qameta.allure.AllureLifecycle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Attaches the picture, the verdicts and the files of a run folder to the current test case. */
record Attachments(AllureLifecycle lifecycle, RunFolder folder) {
  /** Larger files are attached as gzip. */
  private static final long LARGE_BYTES = 1 << 20;

  void add(Evidence evidence, List<Verdict> verdicts) throws IOException {
    add("timeline", "image/svg+xml", "svg", Timeline.svg(evidence));
    add("verdicts", "text/plain", "txt", Words.table(evidence, verdicts));
    addFile("run.json", folder.description(), "application/json");
    addFile("events.jsonl", folder.events(), "application/x-ndjson");
    if (!Files.isDirectory(folder.logs())) {
      return;
    }
    List<Path> logs;
    try (var files = Files.walk(folder.logs())) {
      logs = files.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path log : logs) {
      addFile(folder.path().relativize(log).toString(), log, "text/plain");
    }
  }

  private void add(String name, String type, String extension, String text) {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    lifecycle.addAttachment(name, type, extension, bytes);
  }

  /** A run that was killed early may lack a file; what is there is attached. */
  private void addFile(String name, Path file, String type) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    String extension = extension(file.getFileName().toString());
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) <= LARGE_BYTES) {
        lifecycle.addAttachment(name, type, extension, in);
        return;
      }
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        in.transferTo(gzip);
      }
      var bytes = new ByteArrayInputStream(packed.toByteArray());
      lifecycle.addAttachment(name + ".gz", "application/gzip", extension + ".gz", bytes);
    }
  }

  private static String extension(String file) {
    int dot = file.lastIndexOf('.');
    return dot < 0 ? "txt" : file.substring(dot + 1);
  }
}
