/** Service hours: reported by the volunteer, confirmed or disputed by who led her. */
@NullMarked
package io.communitycloud.team.hours;

import org.jspecify.annotations.NullMarked;
