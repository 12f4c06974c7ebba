/** How good Ordeal's own instruments are: outages of known length, what it costs, what it slows. */
@NullMarked
package dev.ordeal.trials.measures;

import org.jspecify.annotations.NullMarked;
