/** Tests of maintenance. */
@NullMarked
package io.communitycloud.exchange.maintenance;

import org.jspecify.annotations.NullMarked;
