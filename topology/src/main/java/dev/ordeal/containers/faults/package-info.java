/** One way of doing harm a file. */
@NullMarked
package dev.ordeal.containers.faults;

import org.jspecify.annotations.NullMarked;
