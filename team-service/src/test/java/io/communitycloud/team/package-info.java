/** Tests of this feature. */
@NullMarked
package io.communitycloud.team;

import org.jspecify.annotations.NullMarked;
