@NullMarked
package dev.ordeal.engine;

import org.jspecify.annotations.NullMarked;
