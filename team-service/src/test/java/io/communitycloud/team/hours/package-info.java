/** Tests of this feature. */
@NullMarked
package io.communitycloud.team.hours;

import org.jspecify.annotations.NullMarked;
