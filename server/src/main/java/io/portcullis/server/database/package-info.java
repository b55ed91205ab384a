/** The projection's database: a PostgreSQL of our own that needs no set-up, or any other by its URL, with the tables as this release wants them. */
@NullMarked
package io.portcullis.server.database;

import org.jspecify.annotations.NullMarked;
