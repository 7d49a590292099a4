/** How a call travels to a legacy system, whatever it speaks. */
@NullMarked
package io.communitycloud.exchange.wire;

import org.jspecify.annotations.NullMarked;
