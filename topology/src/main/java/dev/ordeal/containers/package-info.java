@NullMarked
package dev.ordeal.containers;

import org.jspecify.annotations.NullMarked;
