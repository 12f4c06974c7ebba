/** What the parts of an environment are told at their start. Pure. */
@NullMarked
package dev.ordeal.containers.configuration;

import org.jspecify.annotations.NullMarked;
