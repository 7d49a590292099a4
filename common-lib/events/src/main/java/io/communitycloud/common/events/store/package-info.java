/** How aggregates, projections and claims are kept, each in one document and one write. */
@NullMarked
package io.communitycloud.common.events.store;

import org.jspecify.annotations.NullMarked;
