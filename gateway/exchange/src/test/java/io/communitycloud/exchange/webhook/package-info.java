/** Tests of webhook. */
@NullMarked
package io.communitycloud.exchange.webhook;

import org.jspecify.annotations.NullMarked;
