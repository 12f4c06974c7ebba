package dev.ordeal.containers.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the frames of a container's log and writes them down. */
final class LogFile extends ResultCallback.Adapter<Frame> {
  private final OutputStream file;

  LogFile(Path path) throws IOException {
    this.file = Files.newOutputStream(path);
  }

  @Override
  public void onNext(Frame frame) {
    try {
      file.write(frame.getPayload());
    } catch (IOException e) {
      onError(e);
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    file.close();
  }
}
