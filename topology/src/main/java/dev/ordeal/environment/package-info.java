@NullMarked
package dev.ordeal.environment;

import org.jspecify.annotations.NullMarked;
