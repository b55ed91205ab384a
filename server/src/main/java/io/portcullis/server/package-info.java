/** Assembles. The only package that knows all the others. */
@NullMarked
package io.portcullis.server;

import org.jspecify.annotations.NullMarked;
