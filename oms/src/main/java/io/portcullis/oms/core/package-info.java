/** Decides: turns a command into events, folds events into state and tells their effects. */
@NullMarked
package io.portcullis.oms.core;

import org.jspecify.annotations.NullMarked;
