/** The three layers of configuration: dynamic, file, environment. */
@NullMarked
package dev.ordeal.agent.configuration;

import org.jspecify.annotations.NullMarked;
