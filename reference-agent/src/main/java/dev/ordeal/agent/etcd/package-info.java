/** The store, in etcd: the keys and values of Patroni's contract. */
@NullMarked
package dev.ordeal.agent.etcd;

import org.jspecify.annotations.NullMarked;
