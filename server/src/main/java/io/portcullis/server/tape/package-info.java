/** Records what venues show, day by day, and makes live bars and the history in the database of it: all beside the orders' way. */
@NullMarked
package io.portcullis.server.tape;

import org.jspecify.annotations.NullMarked;
