/**
 * Whether a history of operations on one register can be put in an order. No library serves:
 * Knossos, Jepsen's checker, is Clojure and brings its runtime and Jepsen's own kind of history;
 * Lincheck makes histories of objects within one process and judges none that were recorded.
 */
@NullMarked
package dev.ordeal.checks.linearizability;

import org.jspecify.annotations.NullMarked;
