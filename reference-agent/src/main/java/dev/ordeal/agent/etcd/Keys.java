package dev.ordeal.agent.etcd;

import io.etcd.jetcd.ByteSequence;

/**
 * The keys of one cluster.
 *
 * @param prefix with a slash at its end
 */
record Keys(String prefix) {
  static final String MEMBERS = "members/";

  /** The prefix {@code /<namespace>/<scope>/}, slashes collapsed (contract, section 2). */
  static Keys of(String namespace, String scope) {
    return new Keys(("/" + namespace + "/" + scope + "/").replaceAll("/+", "/"));
  }

  ByteSequence whole() {
    return EtcdMember.bytes(prefix);
  }

  ByteSequence key(String name) {
    return EtcdMember.bytes(prefix + name);
  }

  ByteSequence member(String name) {
    return key(MEMBERS + name);
  }
}
