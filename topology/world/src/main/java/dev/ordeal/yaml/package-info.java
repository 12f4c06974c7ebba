@NullMarked
package dev.ordeal.yaml;

import org.jspecify.annotations.NullMarked;
