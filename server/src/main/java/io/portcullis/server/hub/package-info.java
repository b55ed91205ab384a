/** What ties the parts of the hub together: where effects go, what is told by the clock, how projections are fed, what the console sees. */
@NullMarked
package io.portcullis.server.hub;

import org.jspecify.annotations.NullMarked;
