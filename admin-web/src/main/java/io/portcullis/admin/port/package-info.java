/** What the console asks of the program that it is part of: sessions, operator commands, health. */
@NullMarked
package io.portcullis.admin.port;

import org.jspecify.annotations.NullMarked;
