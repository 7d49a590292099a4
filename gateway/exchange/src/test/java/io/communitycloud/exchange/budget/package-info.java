/** Tests of budget. */
@NullMarked
package io.communitycloud.exchange.budget;

import org.jspecify.annotations.NullMarked;
