@NullMarked
package dev.ordeal.trials;

import org.jspecify.annotations.NullMarked;
