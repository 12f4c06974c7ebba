/**
 * What Ordeal measures itself by: planted outages, what parts use, the same proxy without links.
 */
@NullMarked
package dev.ordeal.containers.measures;

import org.jspecify.annotations.NullMarked;
