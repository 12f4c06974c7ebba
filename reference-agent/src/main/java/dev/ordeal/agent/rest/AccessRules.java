package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.policy.StoreView;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may change something: first the address of the caller counts, then its certificate, then its
 * password.
 */
final class AccessRules {
  private final RestSettings settings;

  AccessRules(RestSettings settings) {
    this.settings = settings;
  }

  /** The answer to a request that may not be made; empty when it may. */
  Optional<RestResponse> refusal(RestRequest request, NodeSnapshot snapshot) {
    boolean members = settings.allowlistIncludeMembers() && !request.resource().equals("failsafe");
    if (members || !settings.allowlist().isEmpty()) {
      List<String> admitted = new ArrayList<>(settings.allowlist());
      if (members) {
        admitted.addAll(memberHosts(snapshot));
      }
      if (!new Allowlist(admitted, AccessRules::resolve).admits(request.caller())) {
        return Optional.of(RestResponse.text(403, "Access is denied"));
      }
    }
    boolean certificateWanted =
        settings
            .tls()
            .filter(tls -> tls.verifyClient() != RestSettings.VerifyClient.NONE)
            .isPresent();
    if (certificateWanted && !request.clientCertificate()) {
      return Optional.of(RestResponse.text(403, "client certificate required"));
    }
    return BasicAuthentication.refusal(settings.credentials(), request.authorization())
        .map(why ->
            RestResponse.text(401, why).withHeader("WWW-Authenticate", "Basic realm=\"Patroni\""));
  }

  private static List<String> memberHosts(NodeSnapshot snapshot) {
    return snapshot.store().orElse(StoreView.EMPTY).members().values().stream()
        .flatMap(member -> HostPort.of(member.apiUrl()).stream())
        .map(HostPort::host)
        .toList();
  }

  private static List<InetAddress> resolve(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }
}
