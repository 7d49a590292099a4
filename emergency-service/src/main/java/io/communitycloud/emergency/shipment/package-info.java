/** Brings what is shipped as data into the store, once it answers. */
@NullMarked
package io.communitycloud.emergency.shipment;

import org.jspecify.annotations.NullMarked;
