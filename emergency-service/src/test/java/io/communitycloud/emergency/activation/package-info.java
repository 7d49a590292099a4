/** Activated plans, tried with answers that come twice, late or never. */
@NullMarked
package io.communitycloud.emergency.activation;

import org.jspecify.annotations.NullMarked;
