/** Work that outlasts its caller's patience. */
@NullMarked
package io.communitycloud.exchange.ticket;

import org.jspecify.annotations.NullMarked;
