/** Deliveries: one per household and channel of a published notice, created in counted batches and worked off. */
@NullMarked
package io.communitycloud.notice.delivery;

import org.jspecify.annotations.NullMarked;
