/** Pictures and pages of a run, drawn from its analysis; they compute no figure of their own. */
@NullMarked
package dev.ordeal.pages;

import org.jspecify.annotations.NullMarked;
