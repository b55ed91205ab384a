/** SoupBinTCP: a stream of numbered messages from a server to its client over TCP, of which none is lost when the connection is, and messages without numbers the other way. */
@NullMarked
package io.portcullis.venues.soup;

import org.jspecify.annotations.NullMarked;
