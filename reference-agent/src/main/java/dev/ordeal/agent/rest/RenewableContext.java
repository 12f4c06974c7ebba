package dev.ordeal.agent.rest;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A context of TLS whose keys and authorities can be replaced under a server that runs: the JDK's
 * takes one context for its whole life. Connections that exist keep what they began with.
 */
final class RenewableContext extends SSLContext {
  private final Delegate delegate;

  private RenewableContext(Delegate delegate) {
    super(delegate, delegate.current.getProvider(), delegate.current.getProtocol());
    this.delegate = delegate;
  }

  static RenewableContext of(SSLContext first) {
    return new RenewableContext(new Delegate(first));
  }

  /** Connections from now on use {@code next}. */
  void renew(SSLContext next) {
    delegate.current = next;
  }

  private static final class Delegate extends SSLContextSpi {
    private volatile SSLContext current;

    Delegate(SSLContext first) {
      this.current = first;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] authorities, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("made ready to use; renew it instead");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return current.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return current.getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return current.createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return current.createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return current.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return current.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return current.getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return current.getSupportedSSLParameters();
    }
  }
}
