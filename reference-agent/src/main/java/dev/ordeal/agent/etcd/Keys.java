package dev.ordeal.agent.etcd;

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

  String key(String name) {
    return prefix + name;
  }

  String member(String name) {
    return key(MEMBERS + name);
  }
}
