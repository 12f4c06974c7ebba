/**
 * The log as section {@code log} of the configuration asks for it, in the words of Python's
 * logging.
 */
@NullMarked
package dev.ordeal.agent.logging;

import org.jspecify.annotations.NullMarked;
