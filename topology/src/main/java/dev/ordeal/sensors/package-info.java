@NullMarked
package dev.ordeal.sensors;

import org.jspecify.annotations.NullMarked;
