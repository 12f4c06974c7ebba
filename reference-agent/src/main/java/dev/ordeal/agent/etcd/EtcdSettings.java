package dev.ordeal.agent.etcd;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the store is reached.
 *
 * @param endpoints one for each member, {@code http://etcd1:2379}
 * @param authority PEM file of the authority whose certificates are trusted, for https
 * @param certificate PEM file of the client's certificate
 * @param key PEM file of its key, PKCS#8
 */
public record EtcdSettings(
    List<URI> endpoints,
    Optional<String> user,
    Optional<String> password,
    Optional<Path> authority,
    Optional<Path> certificate,
    Optional<Path> key) {
  public EtcdSettings {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("no endpoint of the store is named");
    }
  }
}
