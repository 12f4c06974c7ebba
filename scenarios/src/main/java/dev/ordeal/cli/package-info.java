@NullMarked
package dev.ordeal.cli;

import org.jspecify.annotations.NullMarked;
