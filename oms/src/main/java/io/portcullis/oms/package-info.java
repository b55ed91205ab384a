/** Decides: the order domain and its deterministic core. No sockets, clock, threads, random or logger in here. */
@NullMarked
package io.portcullis.oms;

import org.jspecify.annotations.NullMarked;
