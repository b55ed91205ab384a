/** Keeps every FIX message of every session, in both directions, and finds it again. */
@NullMarked
package io.portcullis.server.messagelog;

import org.jspecify.annotations.NullMarked;
