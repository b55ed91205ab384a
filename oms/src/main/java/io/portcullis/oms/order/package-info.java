/** The state that events fold into: parent orders, child orders and all that a shard knows. */
@NullMarked
package io.portcullis.oms.order;

import org.jspecify.annotations.NullMarked;
