/** Tests of how aggregates, projections and claims are kept. */
@NullMarked
package io.communitycloud.common.events.store;

import org.jspecify.annotations.NullMarked;
