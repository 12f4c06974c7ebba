@NullMarked
package dev.ordeal.evidence;

import org.jspecify.annotations.NullMarked;
