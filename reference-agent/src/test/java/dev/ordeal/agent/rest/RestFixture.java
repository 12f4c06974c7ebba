package dev.ordeal.agent.rest;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A REST API on a free port of this machine, with an agent and a store that do as they are told.
 */
final class RestFixture implements AutoCloseable {
  final FakeRequests requests = new FakeRequests();
  final FakeDcs dcs = new FakeDcs();
  final ClockWorld world = new ClockWorld();
  final RestServer server;

  RestFixture(RestSettings settings) throws IOException {
    server = new RestServer(settings, Nodes.NODE1, requests, dcs, world);
    server.start();
  }

  static RestFixture open() throws IOException {
    return new RestFixture(RestSettings.open("127.0.0.1", 0, "10.0.0.1:8008"));
  }

  InetSocketAddress address() {
    return server.address();
  }

  Wire get(String target) throws IOException {
    return Wire.get(address(), "GET", target);
  }

  Wire send(String method, String target, String body) throws IOException {
    return Wire.send(address(), method, target, body);
  }

  @Override
  public void close() {
    server.stop();
  }
}
