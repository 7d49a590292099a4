/** The account of calls: one row each, without content, which a bureau may read of its own. */
@NullMarked
package io.communitycloud.exchange.call;

import org.jspecify.annotations.NullMarked;
