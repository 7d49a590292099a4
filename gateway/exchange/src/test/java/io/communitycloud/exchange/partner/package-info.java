/** Tests of partner. */
@NullMarked
package io.communitycloud.exchange.partner;

import org.jspecify.annotations.NullMarked;
