@NullMarked
package dev.ordeal.checks;

import org.jspecify.annotations.NullMarked;
