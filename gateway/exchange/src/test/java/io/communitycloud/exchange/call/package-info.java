/** Tests of call. */
@NullMarked
package io.communitycloud.exchange.call;

import org.jspecify.annotations.NullMarked;
