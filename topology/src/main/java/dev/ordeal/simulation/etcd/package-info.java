/** The twin of etcd. */
@NullMarked
package dev.ordeal.simulation.etcd;

import org.jspecify.annotations.NullMarked;
