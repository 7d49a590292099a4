/** Tests of this feature. */
@NullMarked
package io.communitycloud.team.people;

import org.jspecify.annotations.NullMarked;
