package dev.ordeal.simulation.agent;

import dev.ordeal.agent.rest.RestRequest;
import dev.ordeal.agent.rest.RestResponse;
import dev.ordeal.environment.Link;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One HTTP request on a connection of its own. */
public final class RestCall {
  private static final int REQUEST_BYTES = 200;
  private static final int ANSWER_BYTES = 800;

  private final RestRequest request;
  private final Consumer<RestResponse> onAnswer;
  private final Runnable onRefused;
  private final Dial dial;
  private @Nullable Connection connection;
  private boolean over;

  /**
   * Sends it.
   *
   * @param onRefused the connection did not come about, or was lost; nothing is called where it was
   *     given up
   */
  public RestCall(
      Network network,
      OsProcess client,
      Link link,
      RestRequest request,
      Consumer<RestResponse> onAnswer,
      Runnable onRefused) {
    this.request = request;
    this.onAnswer = onAnswer;
    this.onRefused = onRefused;
    this.dial = network.connect(client, link, this::opened, this::lost);
  }

  private void opened(Connection opened) {
    connection = opened;
    opened.whenLostByClient(this::lost);
    opened.request(
        REQUEST_BYTES,
        () ->
            opened
                .service(AgentPort.class)
                .handle(
                    request,
                    answer -> opened.answer(ANSWER_BYTES, () -> answered(opened, answer))));
  }

  private void answered(Connection opened, RestResponse answer) {
    if (!over) {
      over = true;
      opened.closeByClient();
      onAnswer.accept(answer);
    }
  }

  private void lost() {
    if (!over) {
      over = true;
      onRefused.run();
    }
  }

  /** Nobody waits for it any more. */
  public void giveUp() {
    over = true;
    dial.giveUp();
    Connection open = connection;
    if (open != null) {
      open.closeByClient();
    }
  }
}
