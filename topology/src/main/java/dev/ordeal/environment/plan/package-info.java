@NullMarked
package dev.ordeal.environment.plan;

import org.jspecify.annotations.NullMarked;
