@NullMarked
package dev.ordeal.junit;

import org.jspecify.annotations.NullMarked;
