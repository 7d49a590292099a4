/** Transfers to another province, tried from both sides. */
@NullMarked
package io.communitycloud.emergency.transfer;

import org.jspecify.annotations.NullMarked;
