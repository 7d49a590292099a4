/** Supplies by lot, expiry and place, and the reservations made on them. */
@NullMarked
package io.communitycloud.resource.stock;

import org.jspecify.annotations.NullMarked;
