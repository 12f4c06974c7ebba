@NullMarked
package dev.ordeal.workload;

import org.jspecify.annotations.NullMarked;
