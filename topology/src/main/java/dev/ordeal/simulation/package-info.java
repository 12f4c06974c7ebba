@NullMarked
package dev.ordeal.simulation;

import org.jspecify.annotations.NullMarked;
