/** Allure results, written from a run folder after the run. */
@NullMarked
package dev.ordeal.allure;

import org.jspecify.annotations.NullMarked;
