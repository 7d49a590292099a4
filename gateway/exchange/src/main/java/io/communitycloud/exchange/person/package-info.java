/** Who a call is about, as the resident service tells the caller. */
@NullMarked
package io.communitycloud.exchange.person;

import org.jspecify.annotations.NullMarked;
