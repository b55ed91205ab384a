/** The shard: the one thread on which commands are decided, logged and told, and what brings it back after a crash. */
@NullMarked
package io.portcullis.server.shard;

import org.jspecify.annotations.NullMarked;
