/** Reviews whose every lesson is settled. */
@NullMarked
package io.communitycloud.emergency.review;

import org.jspecify.annotations.NullMarked;
