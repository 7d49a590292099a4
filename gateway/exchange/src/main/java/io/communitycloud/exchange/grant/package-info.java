/** What partners may call: asked for with an agreement, allowed by another person, ending on a day. */
@NullMarked
package io.communitycloud.exchange.grant;

import org.jspecify.annotations.NullMarked;
