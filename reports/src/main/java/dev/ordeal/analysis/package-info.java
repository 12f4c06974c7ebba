@NullMarked
package dev.ordeal.analysis;

import org.jspecify.annotations.NullMarked;
