@NullMarked
package dev.ordeal.world;

import org.jspecify.annotations.NullMarked;
