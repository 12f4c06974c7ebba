/**
 * Draws fault schedules in simulation, finds one that breaks a promise, and shrinks it to the few
 * steps that matter. Sees the engine and what is below it; only the command line sees it.
 */
@NullMarked
package dev.ordeal.explore;

import org.jspecify.annotations.NullMarked;
