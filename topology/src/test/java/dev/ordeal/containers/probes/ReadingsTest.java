package dev.ordeal.containers.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Reach;
import dev.ordeal.names.NodeName;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  @Test
  void statistics_give_servers_and_leave_sums_out() {
    String csv =
        """
        # pxname,svname,scur,stot,status
        primary,FRONTEND,1,2,OPEN
        primary,node1,3,40,UP
        primary,node2,0,0,DOWN 1/2
        primary,BACKEND,3,40,UP
        """;
    assertThat(ProxyProbe.lines(csv))
        .containsExactly(
            new ProxyLine("primary", new NodeName("node1"), true, 3, 40),
            new ProxyLine("primary", new NodeName("node2"), false, 0, 0));
    assertThatThrownBy(() -> ProxyProbe.lines("# pxname,svname\n"))
        .hasMessageContaining("no column 'status'");
  }

  @Test
  void the_synchronous_standbys_are_named_in_the_store() {
    assertThat(
            ContainerProbes.standbysIn("{\"leader\":\"node1\",\"sync_standby\":\"node2,node3\"}"))
        .containsExactly(new NodeName("node2"), new NodeName("node3"));
    assertThat(ContainerProbes.standbysIn("{\"sync_standby\":null}")).isEmpty();
  }

  @Test
  void a_refusal_is_an_answer_and_a_missing_route_is_silence() {
    assertThat(Reaches.of(new ConnectException("Connection refused"))).isEqualTo(Reach.REFUSED);
    assertThat(Reaches.of(new SocketException("Connection reset"))).isEqualTo(Reach.REFUSED);
    assertThat(Reaches.of(new NoRouteToHostException("No route"))).isEqualTo(Reach.SILENT);
    assertThat(Reaches.of(new SocketTimeoutException("Connect timed out"))).isEqualTo(Reach.SILENT);
    assertThat(Reaches.of(new IllegalStateException("odd"))).isEqualTo(Reach.FAILED);
  }

  @Test
  void only_what_surely_did_not_commit_proves_it() {
    assertThat(ServerProbe.resultOf(new SQLException("read-only", "25006")))
        .isEqualTo(CommitResult.READ_ONLY);
    assertThat(ServerProbe.resultOf(new SQLException("terminating", "57P01")))
        .isEqualTo(CommitResult.SILENT);
    assertThat(
            ServerProbe.resultOf(
                new SQLException("refused", "08001", new ConnectException("Connection refused"))))
        .isEqualTo(CommitResult.REFUSED);
    assertThat(ServerProbe.resultOf(new SQLException("broken", "08006")))
        .isEqualTo(CommitResult.SILENT);
    assertThat(ServerProbe.resultOf(new SQLException("no table", "42P01")))
        .isEqualTo(CommitResult.FAILED);
  }
}
