/** What clients do while an environment is put to the test: open loop, as users come. */
@NullMarked
package dev.ordeal.workload;

import org.jspecify.annotations.NullMarked;
