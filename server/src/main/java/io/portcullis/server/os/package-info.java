/** What the JDK doesn't ask of the operating system. */
@NullMarked
package io.portcullis.server.os;

import org.jspecify.annotations.NullMarked;
