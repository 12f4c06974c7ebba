/** Whether a history of operations on one register can be put in an order. */
@NullMarked
package dev.ordeal.checks.linearizability;

import org.jspecify.annotations.NullMarked;
