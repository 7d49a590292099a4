/** Tests of grant. */
@NullMarked
package io.communitycloud.exchange.grant;

import org.jspecify.annotations.NullMarked;
