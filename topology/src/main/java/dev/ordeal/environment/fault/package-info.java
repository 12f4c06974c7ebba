@NullMarked
package dev.ordeal.environment.fault;

import org.jspecify.annotations.NullMarked;
