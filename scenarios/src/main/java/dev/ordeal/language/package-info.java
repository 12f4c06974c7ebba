@NullMarked
package dev.ordeal.language;

import org.jspecify.annotations.NullMarked;
