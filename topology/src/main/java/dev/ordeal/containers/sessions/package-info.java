/** Client sessions by JDBC, and what their errors mean. */
@NullMarked
package dev.ordeal.containers.sessions;

import org.jspecify.annotations.NullMarked;
