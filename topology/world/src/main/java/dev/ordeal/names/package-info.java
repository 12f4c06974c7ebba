@NullMarked
package dev.ordeal.names;

import org.jspecify.annotations.NullMarked;
